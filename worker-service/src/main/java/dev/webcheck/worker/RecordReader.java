package dev.webcheck.worker;

import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.EventTimes;
import dev.webcheck.event.InvalidEventException;
import dev.webcheck.worker.correlation.Arrival;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of the topic says. */
@ApplicationScoped
class RecordReader {

    private final EventCodec codec;
    private final Duration clockTolerance;

    RecordReader(EventCodec codec, WorkerSettings settings) {
        this.codec = codec;
        this.clockTolerance = settings.clockTolerance();
    }

    /**
     * Reads a record.
     *
     * @throws InvalidEventException if it is neither an event nor a tick, or states a time that is too far after the broker's
     */
    Arrival read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        Instant at = Instant.ofEpochMilli(kafkaRecord.timestamp());
        if (TickRecord.is(kafkaRecord)) {
            return new Arrival.OfTick(kafkaRecord.partition(), at, kafkaRecord.offset());
        }
        byte[] value = kafkaRecord.value() == null ? new byte[0] : kafkaRecord.value();
        Event event = codec.decode(value);
        EventTimes.check(event, at.plus(clockTolerance));
        return new Arrival.OfEvent(kafkaRecord.partition(), at, event);
    }
}
