package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.DurationBuckets;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.batch.CountChange;
import dev.webcheck.correlation.batch.MinuteChange;
import dev.webcheck.event.RequestIds;
import java.time.Instant;
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

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;

    private record Key(long hour, String website) {}

    private record Sums(Map<Outcome, Long> outcomes, Map<Integer, Long> durations) {

        Sums() {
            this(new EnumMap<>(Outcome.class), new HashMap<>());
        }

        void add(RequestState request, long sign) {
            outcomes.merge(request.verdict().outcome(), sign, Long::sum);
            request.end().ifPresent(end -> durations.merge(DurationBuckets.of(end.durationNanos()), sign, Long::sum));
        }

        boolean withoutZerosIsAny() {
            outcomes.values().removeIf(sum -> sum == 0);
            durations.values().removeIf(sum -> sum == 0);
            return !outcomes.isEmpty() || !durations.isEmpty();
        }
    }

    private final Map<Key, Sums> websites = new HashMap<>();
    private final Map<Long, Sums> minutes = new HashMap<>();

    /** A request has changed. */
    void change(Optional<RequestState> before, RequestState now) {
        before.ifPresent(request -> add(request, -1));
        add(now, 1);
    }

    List<CountChange> websites() {
        return websites.entrySet().stream()
                .filter(entry -> entry.getValue().withoutZerosIsAny())
                .map(entry -> new CountChange(
                        start(entry.getKey().hour(), HOUR_MILLIS),
                        entry.getKey().website(),
                        entry.getValue().outcomes(),
                        entry.getValue().durations()))
                .toList();
    }

    List<MinuteChange> minutes() {
        return minutes.entrySet().stream()
                .filter(entry -> entry.getValue().withoutZerosIsAny())
                .map(entry -> new MinuteChange(
                        start(entry.getKey(), MINUTE_MILLIS),
                        entry.getValue().outcomes(),
                        entry.getValue().durations()))
                .toList();
    }

    private void add(RequestState request, long sign) {
        request.begin().ifPresent(begin -> {
            long millis = RequestIds.startedAt(request.id()).toEpochMilli();
            websites.computeIfAbsent(new Key(Math.floorDiv(millis, HOUR_MILLIS), begin.website()), none -> new Sums())
                    .add(request, sign);
            minutes.computeIfAbsent(Math.floorDiv(millis, MINUTE_MILLIS), none -> new Sums())
                    .add(request, sign);
        });
    }

    private static Instant start(long number, long millis) {
        return Instant.ofEpochMilli(number * millis);
    }
}
