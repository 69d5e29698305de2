package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** How far this process has stored each partition. Threadsafe. */
@ApplicationScoped
class StoredOffsets {

    /**
     * The record that was stored last.
     *
     * @param offset its offset
     * @param at its time, by the broker's clock
     */
    record Last(long offset, Instant at) {}

    private final Map<Integer, Last> byPartition = new ConcurrentHashMap<>();

    void upTo(ConsumerRecords<byte[], byte[]> batch) {
        batch.partitions().forEach(partition -> {
            List<ConsumerRecord<byte[], byte[]>> records = batch.records(partition);
            ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
            byPartition.put(partition.partition(), new Last(last.offset(), Instant.ofEpochMilli(last.timestamp())));
        });
    }

    Optional<Last> of(int partition) {
        return Optional.ofNullable(byPartition.get(partition));
    }

    /** Another worker stores these from now on. */
    void forget(Iterable<Integer> partitions) {
        partitions.forEach(byPartition::remove);
    }
}
