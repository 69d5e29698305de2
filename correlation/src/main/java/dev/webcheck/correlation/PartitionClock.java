package dev.webcheck.correlation;

import java.time.Instant;

/**
 * The clock of a partition of the topic: the ticks that have been met in it. Immutable.
 *
 * @param partition the partition
 * @param ticks how many ticks count so far
 * @param offset the offset of the latest of them, -1 before the first
 * @param at the time of the latest of them, by the broker's clock
 */
public record PartitionClock(int partition, long ticks, long offset, Instant at) {

    /**
     * The clock of a partition in which no tick was met yet.
     *
     * @param partition the partition
     * @return a clock that stands at 0
     */
    public static PartitionClock unticked(int partition) {
        return new PartitionClock(partition, 0, -1, Instant.EPOCH);
    }
}
