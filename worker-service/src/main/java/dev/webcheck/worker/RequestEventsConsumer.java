package dev.webcheck.worker;

import dev.webcheck.event.InvalidEventException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes the batches of the topic, one after the other. When a batch returns, all of it is in the database or in the
 * dead-letter topic, and its offsets may be committed. An exception that leaves it is a bug; {@link Watchdog} then ends the
 * process, for the consumer would stay stopped.
 */
@ApplicationScoped
class RequestEventsConsumer {

    static final String CHANNEL = "request-events";

    private final RecordReader reader;
    private final BatchStoring storing;
    private final DeadLetters deadLetters;
    private final Timer batches;
    private final MeterRegistry metrics;

    RequestEventsConsumer(RecordReader reader, BatchStoring storing, DeadLetters deadLetters, MeterRegistry metrics) {
        this.reader = reader;
        this.storing = storing;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.batches = metrics.timer("webcheck.worker.batch");
    }

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) throws Exception {
        Timer.Sample sample = Timer.start(metrics);
        List<ReadRecord> understood = new ArrayList<>(records.count());
        List<DeadLetter> refused = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> kafkaRecord : records) {
            try {
                understood.add(new ReadRecord(kafkaRecord, reader.read(kafkaRecord)));
            } catch (InvalidEventException e) {
                refused.add(new DeadLetter(kafkaRecord, String.valueOf(e.getMessage())));
            }
        }
        refused.addAll(storing.store(understood));
        deadLetters.send(refused);
        metrics.counter("webcheck.worker.records").increment(records.count());
        sample.stop(batches);
    }
}
