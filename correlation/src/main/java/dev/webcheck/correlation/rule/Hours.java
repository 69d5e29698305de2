package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.batch.HourChange;
import dev.webcheck.correlation.batch.HourChange.Check;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What the changes of requests, and signs, do to the counts of the instances. A request counts with the instance that is known to
 * send it, in the hour of its start; a sign in the hour up to which it tells. Confined to one thread.
 */
final class Hours {

    private static final long MILLIS = ChronoUnit.HOURS.getDuration().toMillis();

    private record Key(UUID instanceId, long hour) {}

    private static final class Sums {
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private long withoutBegin;
        private Optional<RequestCounters> told = Optional.empty();
        private Optional<Check> first = Optional.empty();
        private Optional<Check> last = Optional.empty();
    }

    private final Map<Key, Sums> sums = new HashMap<>();

    void change(Optional<RequestState> before, RequestState now) {
        before.ifPresent(request -> add(request, -1));
        add(now, 1);
    }

    void told(InstanceSign sign) {
        Sums of = of(sign.instanceId(), sign.openRequestsBefore().toEpochMilli());
        of.told = of.told.map(known -> highest(known, sign.counters())).or(() -> Optional.of(sign.counters()));
    }

    /** A sign has been met that is later than all before. */
    void checked(InstanceSign sign, InstanceState instance) {
        OptionalLong recorded = instance.begins().recorded();
        if (recorded.isEmpty()) {
            return;
        }
        Check check = new Check(sign.counters().begun(), recorded.getAsLong());
        long bound = sign.openRequestsBefore().toEpochMilli();
        Sums of = of(sign.instanceId(), bound);
        of.first = of.first.or(() -> Optional.of(check));
        boolean reachesFurther = instance.begins()
                .lastAt()
                .filter(last -> hour(last.toEpochMilli()) > hour(bound))
                .isPresent();
        if (!reachesFurther) {
            of.last = Optional.of(check);
        }
    }

    List<HourChange> changes() {
        return sums.entrySet().stream()
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .filter(change -> !change.outcomes().isEmpty()
                        || change.withoutBegin() != 0
                        || change.told().isPresent())
                .toList();
    }

    private void add(RequestState request, long sign) {
        Sums of = of(request.instanceId(), RequestIds.startedAt(request.id()).toEpochMilli());
        if (request.begin().isPresent()) {
            of.outcomes.merge(request.verdict().outcome(), sign, Long::sum);
        } else {
            of.withoutBegin += sign;
        }
    }

    private Sums of(UUID instanceId, long millis) {
        return sums.computeIfAbsent(new Key(instanceId, hour(millis)), none -> new Sums());
    }

    private static long hour(long millis) {
        return Math.floorDiv(millis, MILLIS);
    }

    private static HourChange change(Key key, Sums of) {
        of.outcomes.values().removeIf(sum -> sum == 0);
        return new HourChange(
                key.instanceId(),
                Instant.ofEpochMilli(key.hour() * MILLIS),
                of.outcomes,
                of.withoutBegin,
                of.told,
                of.first,
                of.last);
    }

    private static RequestCounters highest(RequestCounters one, RequestCounters other) {
        return new RequestCounters(
                Math.max(one.begun(), other.begun()),
                Math.max(one.ended(), other.ended()),
                Math.max(one.unrecorded(), other.unrecorded()));
    }
}
