package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.event.EventCodec;
import dev.webcheck.event.InvalidEventException;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestIds;
import dev.webcheck.worker.correlation.Arrival;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
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

    @Test
    void the_time_of_an_id_may_lie_a_day_after_the_broker_s() {
        RequestBegin event = begin(AT.plus(Duration.ofDays(1)));
        assertThat(reader.read(recorded(event))).isEqualTo(new Arrival.OfEvent(3, AT, event));
    }

    @Test
    void what_lies_further_is_no_event() {
        assertThatThrownBy(() ->
                        reader.read(recorded(begin(AT.plus(Duration.ofDays(1)).plusMillis(1)))))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("2026-01-02T00:00:00.001Z");
    }

    private ConsumerRecord<byte[], byte[]> recorded(RequestBegin event) {
        return new ConsumerRecord<>(
                "topic",
                3,
                7,
                AT.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                codec.encode(event),
                new RecordHeaders(),
                Optional.empty());
    }

    private static RequestBegin begin(Instant time) {
        UUID id = new UUID(RequestIds.lowest(time).getMostSignificantBits() | 0x7000, 1L << 63);
        return new RequestBegin(
                id, id, 1, UUID.randomUUID(), "shop", "GET", "http://a.example/", Optional.empty(), Map.of());
    }
}
