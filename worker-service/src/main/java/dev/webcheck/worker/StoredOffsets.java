package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

    void upTo(Batch batch) {
        batch.spans().forEach((partition, span) -> byPartition.put(partition, new Last(span.last(), span.lastAt())));
    }

    Optional<Last> of(int partition) {
        return Optional.ofNullable(byPartition.get(partition));
    }

    /** Another worker stores these from now on. */
    void forget(Iterable<Integer> partitions) {
        partitions.forEach(byPartition::remove);
    }
}
