package dev.webcheck.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.bench.latency.LatencyResult.Told;
import dev.webcheck.bench.latency.Watch.Seen;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyResultTest {

    private static final Instant BEGUN = Instant.parse("2026-11-24T12:00:00.123456Z");
    private static final Sample SAMPLE = new Sample(7, BEGUN, BEGUN.plusMillis(2));
    private static final List<Seen> SEEN = IntStream.rangeClosed(1, 200)
            .mapToObj(millis -> new Seen(SAMPLE, millis, 4))
            .toList();

    @Test
    void the_last_line_is_json_with_the_percentiles() {
        String text = LatencyResult.of(4_999.6, SEEN).text();

        assertThat(text.lines())
                .last()
                .isEqualTo("{\"bench\":\"latency\",\"requestsPerSecond\":5000,"
                        + "\"p50Millis\":100.0,\"p99Millis\":198.0,\"maxMillis\":200.0}");
        assertThat(text).contains("200 of them").contains("of which asking takes up to 4");
    }

    @Test
    void with_a_listener_the_last_line_has_what_the_live_stream_told_too() {
        Told told = Told.of(9_999.7, 1, 4, List.of(30.0, 10.0, 20.0));

        String text = LatencyResult.of(5_000, SEEN).with(told).text();

        assertThat(text.lines().reduce((line, last) -> last).orElseThrow())
                .endsWith(",\"maxMillis\":200.0,\"live\":{\"eventsPerSecond\":10000,\"gaps\":1,\"leftOut\":4,"
                        + "\"p50Millis\":20.0,\"p99Millis\":30.0,\"maxMillis\":30.0}}");
    }

    @Test
    void a_sample_is_read_as_it_was_written() {
        assertThat(Sample.is(SAMPLE.line())).isTrue();
        assertThat(Sample.parse(SAMPLE.line())).isEqualTo(SAMPLE);
    }

    @Test
    void a_sample_is_known_by_the_path_of_its_url() {
        assertThat(Sample.numberIn("{\"url\":\"http://127.0.0.1:80" + Sample.path(7) + "\"}"))
                .hasValue(7);
        assertThat(Sample.numberIn("{\"url\":\"http://127.0.0.1:80/any/7\"}")).isEmpty();
    }
}
