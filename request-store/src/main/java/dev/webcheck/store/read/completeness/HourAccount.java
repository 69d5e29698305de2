package dev.webcheck.store.read.completeness;

import dev.webcheck.store.read.completeness.Completeness.Complete;
import dev.webcheck.store.read.completeness.Completeness.Missing;
import dev.webcheck.store.read.completeness.Completeness.Unknown;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** The accounts of one hour in one: it is complete if all are, and what they miss adds up. */
    static HourAccount sum(Instant hour, List<HourAccount> accounts) {
        return new HourAccount(
                hour,
                accounts.stream().mapToInt(HourAccount::instances).sum(),
                accounts.stream().map(HourAccount::recorded).reduce(Recorded.NONE, Recorded::plus),
                accounts.stream().mapToLong(HourAccount::unrecorded).sum(),
                all(accounts.stream().map(HourAccount::completeness).toList()));
    }

    private static Completeness all(List<Completeness> each) {
        long missing = each.stream()
                .mapToLong(one -> one instanceof Missing found ? found.requests() : 0)
                .sum();
        if (missing > 0) {
            return new Missing(missing);
        }
        Optional<Completeness.Reason> weightiest = each.stream()
                .flatMap(one -> one instanceof Unknown unknown
                        ? Optional.of(unknown.reason()).stream()
                        : Optional.<Completeness.Reason>empty().stream())
                .min(Comparator.naturalOrder());
        return weightiest.<Completeness>map(Unknown::new).orElseGet(Complete::new);
    }
}
