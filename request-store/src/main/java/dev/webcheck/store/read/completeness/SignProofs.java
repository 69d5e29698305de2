package dev.webcheck.store.read.completeness;

import dev.webcheck.store.read.completeness.InstanceLedger.Hour;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the signs of an instance prove of its hours, whether it goes on or not.
 *
 * <p>All begins that started before the bound of a sign stand before that sign in the log. So all that are missing of the hours
 * before are missing at the first check of an hour. And before the last check of an hour stands no begin of a later one, if
 * a begin of this hour or an earlier one was recorded after it. What went missing between the last check of an earlier hour and the
 * first check of a later one is thus the most, and what went missing between the two checks of an hour the least that is missing
 * of that hour; where they are the same, it is known.
 *
 * <p>Its methods are pure functions.
 */
final class SignProofs {

    private static final Comparator<Check> IN_THE_LOG =
            Comparator.comparingLong(Check::told).thenComparingLong(Check::recorded);

    private SignProofs() {}

    /** How many begins were missing at the latest sign of which that is known. */
    static long missingAtLast(SortedMap<Instant, Hour> hours) {
        return checks(hours).max(IN_THE_LOG).map(Check::missing).orElse(0L);
    }

    /** How many begins of an hour are missing, for those hours of which it is proven. */
    static Map<Instant, Long> missing(SortedMap<Instant, Hour> hours) {
        Map<Instant, Long> proven = new HashMap<>();
        boolean isSteady = isSteady(hours);
        Instant explained = explainedBefore(hours, isSteady);
        Map<Instant, Long> after = missingAfter(hours);
        long before = 0;
        long begun = 0;
        for (Map.Entry<Instant, Hour> entry : hours.entrySet()) {
            Instant start = entry.getKey();
            Hour hour = entry.getValue();
            begun += hour.recorded().begun();
            long begunUntil = begun;
            Optional<Check> last = hour.last().filter(check -> check.recorded() < begunUntil);
            long least = Math.max(hour.recorded().withoutBegin(), between(hour.first(), last));
            if (start.isBefore(explained)) {
                proven.put(start, hour.recorded().withoutBegin());
            } else if (isSteady && after.getOrDefault(start, -1L) - before == least) {
                proven.put(start, least);
            }
            before = last.map(Check::missing).orElse(before);
        }
        return proven;
    }

    /** A begin that came late takes back that it was missing, and it cannot be known of which hour it was. Then only the last word counts. */
    private static boolean isSteady(SortedMap<Instant, Hour> hours) {
        List<Long> missing =
                checks(hours).sorted(IN_THE_LOG).map(Check::missing).toList();
        return missing.equals(missing.stream().sorted().toList());
    }

    /** Before this hour, nothing is missing but the begins of those ends that are recorded. */
    private static Instant explainedBefore(SortedMap<Instant, Hour> hours, boolean isSteady) {
        Optional<Check> latest = checks(hours).max(IN_THE_LOG);
        Instant explained = Instant.MIN;
        long withoutBegin = 0;
        for (Map.Entry<Instant, Hour> entry : hours.entrySet()) {
            long known = withoutBegin;
            if (checks(entry.getValue())
                    .filter(check -> isSteady || latest.equals(Optional.of(check)))
                    .anyMatch(check -> check.missing() <= known)) {
                explained = entry.getKey();
            }
            withoutBegin += entry.getValue().recorded().withoutBegin();
        }
        return explained;
    }

    /** For each hour, how many begins were missing at the first check of a later one. */
    private static Map<Instant, Long> missingAfter(SortedMap<Instant, Hour> hours) {
        Map<Instant, Long> missing = new HashMap<>();
        Optional<Check> next = Optional.empty();
        for (Map.Entry<Instant, Hour> entry :
                new TreeMap<>(hours).descendingMap().entrySet()) {
            next.ifPresent(check -> missing.put(entry.getKey(), check.missing()));
            next = Stream.of(entry.getValue().first(), next)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return missing;
    }

    private static long between(Optional<Check> first, Optional<Check> last) {
        return first.flatMap(from -> last.map(to -> to.missing() - from.missing()))
                .orElse(0L);
    }

    private static Stream<Check> checks(SortedMap<Instant, Hour> hours) {
        return hours.values().stream().flatMap(SignProofs::checks);
    }

    private static Stream<Check> checks(Hour hour) {
        return Stream.of(hour.first(), hour.last()).flatMap(Optional::stream);
    }
}
