package dev.webcheck.store.read.completeness;

import dev.webcheck.store.read.completeness.Completeness.Complete;
import dev.webcheck.store.read.completeness.Completeness.Missing;
import dev.webcheck.store.read.completeness.Completeness.Unknown;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What is recorded of the requests that started in an hour. This record is immutable.
 *
 * @param hour the start of the hour, by the clocks of the instances
 * @param instances of how many instances
 * @param recorded what is recorded
 * @param unrecorded how many the instances could not record, as their signs of this hour tell; those of its last seconds may
 *     be told in the next
 * @param completeness whether all is recorded
 */
public record HourAccount(Instant hour, int instances, Recorded recorded, long unrecorded, Completeness completeness) {

    /** This account and that of other instances, of the same hour, in one: it is complete if both are, and what they miss adds up. */
    HourAccount plus(HourAccount other) {
        return new HourAccount(
                hour,
                instances + other.instances,
                recorded.plus(other.recorded),
                unrecorded + other.unrecorded,
                both(completeness, other.completeness));
    }

    private static Completeness both(Completeness one, Completeness other) {
        long missing = missing(one) + missing(other);
        if (missing > 0) {
            return new Missing(missing);
        }
        // The weightiest reason comes first.
        return Stream.of(one, other)
                .filter(Unknown.class::isInstance)
                .map(Unknown.class::cast)
                .min(Comparator.comparing(Unknown::reason))
                .<Completeness>map(unknown -> unknown)
                .orElseGet(Complete::new);
    }

    private static long missing(Completeness completeness) {
        return completeness instanceof Missing found ? found.requests() : 0;
    }
}
