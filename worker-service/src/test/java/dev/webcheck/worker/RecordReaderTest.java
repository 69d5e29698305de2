package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.rule.Arrival;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestIds;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final EventCodec codec = new EventCodec();
    private final RecordReader reader = new RecordReader(
            codec,
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(WorkerSettings.class)
                    .build()
                    .getConfigMapping(WorkerSettings.class));

    private final List<ReadRecord> understood = new ArrayList<>();
    private final List<DeadLetter> refused = new ArrayList<>();

    @Test
    void the_time_of_an_id_may_lie_a_day_after_the_broker_s() {
        RequestBegin event = begin(AT.plus(Duration.ofDays(1)));
        read(json(event));
        assertThat(arrivals()).containsExactly(new Arrival.OfEvent(3, AT, event));
        assertThat(understood.get(0).part().isWhole()).isTrue();
    }

    @Test
    void what_lies_further_is_no_event() {
        read(json(begin(AT.plus(Duration.ofDays(1)).plusMillis(1))));
        assertThat(refused).singleElement().satisfies(letter -> assertThat(letter.reason())
                .contains("2026-01-02T00:00:00.001Z"));
        assertThat(understood).isEmpty();
    }

    @Test
    void the_events_of_an_array_arrive_in_their_order() {
        RequestBegin first = begin(AT);
        RequestBegin second = begin(AT.plusMillis(1));
        read("[" + json(first) + "," + json(second) + "]");
        assertThat(arrivals()).containsExactly(new Arrival.OfEvent(3, AT, first), new Arrival.OfEvent(3, AT, second));
        assertThat(refused).isEmpty();
    }

    @Test
    void a_bad_element_is_a_dead_letter_by_itself() {
        String late = json(begin(AT.plus(Duration.ofDays(2))));
        read("[{\"type\":\"Ü\"}, " + json(begin(AT)) + " , " + late + ", 17 ]");
        assertThat(understood)
                .singleElement()
                .satisfies(read -> assertThat(read.part().index()).isEqualTo(1));
        assertThat(refused)
                .extracting(letter -> letter.part().index() + " " + text(letter))
                .containsExactly("0 {\"type\":\"Ü\"}", "2 " + late, "3 17");
        assertThat(header(refused.get(1), "webcheck-dlq-index")).isEqualTo("2");
    }

    @Test
    void an_array_of_one_is_an_array() {
        read("[{}]");
        assertThat(refused).singleElement().satisfies(letter -> assertThat(header(letter, "webcheck-dlq-index"))
                .isEqualTo("0"));
    }

    @Test
    void what_is_not_json_is_a_dead_letter_as_a_whole() {
        String cut = "[" + json(begin(AT)) + ",{";
        read(cut);
        assertThat(understood).isEmpty();
        assertThat(refused).singleElement().satisfies(letter -> {
            assertThat(text(letter)).isEqualTo(cut);
            assertThat(letter.toRecord().headers().lastHeader("webcheck-dlq-index"))
                    .isNull();
        });
    }

    private void read(String value) {
        reader.read(recorded(value), understood, refused);
    }

    private List<Arrival> arrivals() {
        return understood.stream().map(ReadRecord::arrival).toList();
    }

    private String json(RequestBegin event) {
        return new String(codec.encode(event), StandardCharsets.UTF_8);
    }

    private static String text(DeadLetter letter) {
        return new String(letter.toRecord().value(), StandardCharsets.UTF_8);
    }

    private static String header(DeadLetter letter, String name) {
        return new String(letter.toRecord().headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> recorded(String value) {
        return new ConsumerRecord<>(
                "topic",
                3,
                7,
                AT.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    private static RequestBegin begin(Instant time) {
        UUID id = new UUID(RequestIds.lowest(time).getMostSignificantBits() | 0x7000, 1L << 63);
        return new RequestBegin(
                id, id, 1, UUID.randomUUID(), "shop", "GET", "http://a.example/", Optional.empty(), Map.of());
    }
}
