package dev.webcheck.correlation.rule;

import java.time.Duration;
import java.util.Optional;

/**
 * What the correlation goes by beside the events.
 *
 * @param deadline how far behind the latest request of its instance a request without an end may lie until its end counts as
 *     lost, where the instance has never sent a sign; empty: for ever
 */
public record Rules(Optional<Duration> deadline) {

    /** Longer than any id can lie behind another. */
    private static final Duration FOR_EVER = Duration.ofMillis(1L << 48);

    public Rules {
        deadline.filter(Duration::isNegative).ifPresent(negative -> {
            throw new IllegalArgumentException("deadline " + negative + " is negative");
        });
        deadline = deadline.filter(limit -> !limit.isZero() && limit.compareTo(FOR_EVER) < 0);
    }

    /**
     * Rules with a deadline.
     *
     * @param deadline a duration; 0: never
     * @return the rules
     * @throws IllegalArgumentException if it is negative
     */
    public static Rules withDeadline(Duration deadline) {
        return new Rules(Optional.of(deadline));
    }
}
