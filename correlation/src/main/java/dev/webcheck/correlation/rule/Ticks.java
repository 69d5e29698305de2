package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.PartitionClock;
import java.time.Duration;
import java.util.Optional;

/**
 * How ticks move the clock of a partition. Ticks are a second apart by the broker's clock; those that stand closer together
 * (two workers that both believe to own the partition, or a burst after a broker outage) count as one, and a tick that is
 * read again does not count again.
 */
final class Ticks {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** What a timer's unevenness may take from the interval. */
    private static final Duration SHORTEST = Duration.ofMillis(900);

    private Ticks() {}

    /** The clock after a tick, or nothing if the tick does not count. */
    static Optional<PartitionClock> after(PartitionClock clock, Arrival.OfTick tick) {
        boolean readBefore = tick.offset() <= clock.offset() && !tick.at().isAfter(clock.at());
        boolean tooClose = Duration.between(clock.at(), tick.at()).abs().compareTo(SHORTEST) < 0;
        return readBefore || tooClose
                ? Optional.empty()
                : Optional.of(new PartitionClock(clock.partition(), clock.ticks() + 1, tick.offset(), tick.at()));
    }

    /** A lease in ticks, rounded up. */
    static int of(Duration lease) {
        return (int) Math.min(Integer.MAX_VALUE, (lease.toMillis() + INTERVAL.toMillis() - 1) / INTERVAL.toMillis());
    }
}
