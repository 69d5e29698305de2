package dev.webcheck.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.bench.latency.Watch.Seen;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyResultTest {

    @Test
    void the_last_line_is_json_with_the_percentiles() {
        List<Seen> seen = IntStream.rangeClosed(1, 200)
                .mapToObj(millis -> new Seen(millis, 4))
                .toList();

        String text = LatencyResult.of(4_999.6, seen).text();

        assertThat(text.lines())
                .last()
                .isEqualTo("{\"bench\":\"latency\",\"requestsPerSecond\":5000,"
                        + "\"p50Millis\":100.0,\"p99Millis\":198.0,\"maxMillis\":200.0}");
        assertThat(text).contains("200 of them").contains("of which asking takes up to 4");
    }

    @Test
    void a_sample_is_read_as_it_was_written() {
        Instant begun = Instant.parse("2026-11-24T12:00:00.123456Z");
        Sample sample = new Sample(7, begun, begun.plusMillis(2));

        assertThat(Sample.is(sample.line())).isTrue();
        assertThat(Sample.parse(sample.line())).isEqualTo(sample);
    }
}
