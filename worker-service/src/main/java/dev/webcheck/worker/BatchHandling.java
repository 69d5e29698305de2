package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is done with a batch: at its end, all of it is in the database or in the dead-letter topic. Threadsafe. */
@ApplicationScoped
class BatchHandling implements Lane.Handling {

    private final RecordReader reader;
    private final BatchStoring storing;
    private final DeadLetters deadLetters;
    private final StoredOffsets stored;
    private final BatchMetrics metrics;

    BatchHandling(
            RecordReader reader,
            BatchStoring storing,
            DeadLetters deadLetters,
            StoredOffsets stored,
            BatchMetrics metrics) {
        this.reader = reader;
        this.storing = storing;
        this.deadLetters = deadLetters;
        this.stored = stored;
        this.metrics = metrics;
    }

    @Override
    public void handle(Batch batch, Runnable movesOn) throws Exception {
        long begun = System.nanoTime();
        BatchInLogs.begins(batch);
        try {
            List<ReadRecord> understood = new ArrayList<>(batch.records().size());
            List<DeadLetter> refused = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> each : batch.records()) {
                reader.read(each, understood, refused);
            }
            int events = understood.size() + refused.size();
            refused.addAll(storing.store(understood, movesOn));
            deadLetters.send(refused);
            stored.upTo(batch);
            metrics.finished(batch.records().size(), events, System.nanoTime() - begun);
        } finally {
            BatchInLogs.ends();
        }
    }
}
