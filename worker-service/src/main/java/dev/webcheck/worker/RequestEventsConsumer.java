package dev.webcheck.worker;

import dev.webcheck.event.InvalidEventException;
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
    private final BatchInWork inWork;
    private final StoredOffsets stored;
    private final BatchMetrics metrics;

    RequestEventsConsumer(
            RecordReader reader,
            BatchStoring storing,
            DeadLetters deadLetters,
            BatchInWork inWork,
            StoredOffsets stored,
            BatchMetrics metrics) {
        this.reader = reader;
        this.storing = storing;
        this.deadLetters = deadLetters;
        this.inWork = inWork;
        this.stored = stored;
        this.metrics = metrics;
    }

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) throws Exception {
        long begun = System.nanoTime();
        inWork.begins();
        BatchInLogs.begins(records);
        try {
            List<ReadRecord> understood = new ArrayList<>(records.count());
            List<DeadLetter> refused = new ArrayList<>();
            for (Reading reading : readAll(records)) {
                if (reading instanceof ReadRecord event) {
                    understood.add(event);
                } else if (reading instanceof DeadLetter letter) {
                    refused.add(letter);
                }
            }
            refused.addAll(storing.store(understood));
            deadLetters.send(refused);
            stored.upTo(records);
            metrics.finished(records.count(), System.nanoTime() - begun);
        } finally {
            BatchInLogs.ends();
            inWork.ends();
        }
    }

    /** By all processors, for the database has nothing to do meanwhile; in the order of the log. */
    private List<Reading> readAll(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
        records.forEach(all::add);
        return all.parallelStream().map(this::read).toList();
    }

    private Reading read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        try {
            return new ReadRecord(kafkaRecord, reader.read(kafkaRecord));
        } catch (InvalidEventException e) {
            return DeadLetter.unreadable(kafkaRecord, e);
        }
    }
}
