package dev.webcheck.worker.correlation;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.DurationBuckets;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.write.CountChange;
import dev.webcheck.store.write.RequestState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the changes of requests do to the counts: what a request counted before is taken away, and what it counts now is added.
 * A request counts from its begin on, for only that tells its website. Confined to one thread.
 */
final class Counting {

    private record Key(Instant hour, String website, int partition) {}

    private record Sums(Map<Outcome, Long> outcomes, Map<Integer, Long> durations) {}

    private final Map<Key, Sums> sums = new HashMap<>();

    /** A request has changed, and counts under a partition. */
    void change(int partition, Optional<RequestState> before, RequestState now) {
        before.ifPresent(request -> add(partition, request, -1));
        add(partition, now, 1);
    }

    List<CountChange> changes() {
        return sums.entrySet().stream()
                .map(entry -> new CountChange(
                        entry.getKey().hour(),
                        entry.getKey().website(),
                        entry.getKey().partition(),
                        withoutZeros(entry.getValue().outcomes()),
                        withoutZeros(entry.getValue().durations())))
                .filter(change ->
                        !change.outcomes().isEmpty() || !change.durations().isEmpty())
                .toList();
    }

    private void add(int partition, RequestState request, long sign) {
        request.begin().ifPresent(begin -> {
            Instant hour = RequestIds.startedAt(request.id()).truncatedTo(ChronoUnit.HOURS);
            Sums of = sums.computeIfAbsent(
                    new Key(hour, begin.website(), partition),
                    none -> new Sums(new EnumMap<>(Outcome.class), new HashMap<>()));
            of.outcomes().merge(request.verdict().outcome(), sign, Long::sum);
            request.end()
                    .ifPresent(end -> of.durations().merge(DurationBuckets.of(end.durationNanos()), sign, Long::sum));
        });
    }

    private static <K> Map<K, Long> withoutZeros(Map<K, Long> sums) {
        Collection<Long> values = sums.values();
        values.removeIf(sum -> sum == 0);
        return sums;
    }
}
