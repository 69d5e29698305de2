package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.CrashCounts;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.PendingVerdicts;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.batch.Changes;
import dev.webcheck.correlation.batch.Snapshot;
import dev.webcheck.correlation.batch.Snapshot.Extent;
import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Applies a batch of arrivals to what was known before it. The result is the same for any split of the arrivals into batches
 * and for any repetition of them; and for any order of the events between two ticks.
 *
 * <p>Its methods are pure functions.
 */
final class Correlator {

    private final Rules rules;
    private final WorkingSet known;
    private final Extent extent;
    private final Overdue overdue = new Overdue();

    private Correlator(Rules rules, Snapshot before) {
        this.rules = rules;
        known = new WorkingSet(before);
        extent = before.extent();
        before.requests().stream().filter(request -> request.end().isEmpty()).forEach(this::await);
    }

    /**
     * Correlates a batch.
     *
     * @param rules what to go by
     * @param before what was known before of all that the batch touches
     * @param arrivals the batch, those of one partition in the order of its log
     * @return what has changed
     */
    static Changes correlate(Rules rules, Snapshot before, List<Arrival> arrivals) {
        Correlator correlator = new Correlator(rules, before);
        int late = 0;
        for (Arrival arrival : arrivals) {
            if (isOfDropped(arrival, before.requestsFrom())) {
                late++;
            } else {
                correlator.apply(arrival);
            }
        }
        return correlator.known.changes(late);
    }

    /**
     * Reaches verdicts that are pending because an instance has changed. In the end they are those that would have been reached with
     * that change.
     *
     * @param rules what to go by
     * @param before instances with pending verdicts, and some of their open requests
     * @param after the id after which further ones follow, by instance; an instance that is absent has no pending verdicts left
     * @return what has changed
     */
    static Changes decidePending(Rules rules, Snapshot before, Map<UUID, UUID> after) {
        Correlator correlator = new Correlator(rules, before);
        before.instances().values().forEach(instance -> correlator.decidePending(instance, after));
        return correlator.known.changes(0);
    }

    private static boolean isOfDropped(Arrival arrival, Instant requestsFrom) {
        return arrival instanceof Arrival.OfEvent ofEvent
                && requestId(ofEvent.event())
                        .map(id -> RequestIds.startedAt(id).isBefore(requestsFrom))
                        .orElse(false);
    }

    private static Optional<UUID> requestId(Event event) {
        if (event instanceof RequestBegin begin) {
            return Optional.of(begin.id());
        }
        return event instanceof RequestCompleted completed ? Optional.of(completed.id()) : Optional.empty();
    }

    private void decidePending(InstanceState instance, Map<UUID, UUID> after) {
        PendingVerdicts pending = instance.pending().orElseThrow();
        known.open(instance.id()).forEach(request -> judge(request, instance, pending.at()));
        known.put(instance.withPending(Optional.ofNullable(after.get(instance.id()))
                .map(last -> new PendingVerdicts(pending.at(), last, pending.crashed()))));
    }

    private void apply(Arrival arrival) {
        if (arrival instanceof Arrival.OfTick tick) {
            Ticks.after(known.clock(tick.partition()), tick).ifPresent(this::tick);
        } else if (arrival instanceof Arrival.OfEvent ofEvent) {
            Event event = ofEvent.event();
            known.put(Instances.heard(known.instance(event.instanceId(), arrival), arrival));
            if (event instanceof RequestBegin begin) {
                begin(begin, arrival);
            } else if (event instanceof RequestCompleted completed) {
                completed(completed, arrival);
            } else if (event instanceof InstanceSign sign) {
                sign(sign, arrival);
            }
        }
    }

    private void begin(RequestBegin event, Arrival arrival) {
        InstanceState instance = Instances.begun(
                Instances.named(known.instance(event.instanceId(), arrival), event.service()), event, arrival.at());
        RequestState before =
                known.request(event.id()).orElseGet(() -> Requests.unknown(event.id(), event.instanceId()));
        RequestState request = Requests.begun(before, event);
        boolean isNew = before.begin().isEmpty();
        InstanceState now =
                isNew ? Instances.renewed(instance, arrival, known.clock(arrival.partition()), rules) : instance;
        change(instance, now, arrival.at());
        recorded(before, request);
        judge(request, known.instance(request.instanceId(), arrival), arrival.at());
        if (request.end().isEmpty()) {
            await(request);
        }
        DeadlineRule.overdueBefore(now, rules)
                .filter(bound -> bound.isAfter(now.begins().overdueBefore()))
                .ifPresent(bound -> overdue(now, bound, arrival.at()));
    }

    /** The deadline decides the requests of an instance that started before this time. */
    private void overdue(InstanceState instance, Instant bound, Instant at) {
        overdue.takeBefore(bound, instance.id()).forEach(id -> judge(id, instance, at));
        known.knownInstance(instance.id())
                .ifPresent(now -> known.put(pending(
                        now.withBegins(now.begins().withOverdueBefore(bound)),
                        RequestIds.lowest(instance.begins().overdueBefore()),
                        at)));
    }

    /** Whose begin it is may change, but only where a broken sender tells a request in two ways. */
    private void recorded(RequestState before, RequestState now) {
        if (before.begin().isPresent() && before.instanceId().equals(now.instanceId())) {
            return;
        }
        before.begin()
                .flatMap(begin -> known.knownInstance(before.instanceId()))
                .ifPresent(owner -> known.put(Instances.recorded(owner, -1)));
        known.knownInstance(now.instanceId()).ifPresent(owner -> known.put(Instances.recorded(owner, 1)));
    }

    /** A deadline may decide it. */
    private void await(RequestState request) {
        known.knownInstance(request.instanceId())
                .filter(instance ->
                        rules.deadline().isPresent() && instance.sign().isNone())
                .ifPresent(instance -> overdue.wait(instance.id(), request.id()));
    }

    private void completed(RequestCompleted event, Arrival arrival) {
        RequestState before =
                known.request(event.id()).orElseGet(() -> Requests.unknown(event.id(), event.instanceId()));
        RequestState request = Requests.ended(before, event);
        judge(request, known.instance(request.instanceId(), arrival), arrival.at());
    }

    private void sign(InstanceSign event, Arrival arrival) {
        InstanceState instance = Instances.named(known.instance(event.instanceId(), arrival), event.service());
        InstanceState now = Instances.signed(instance, event, arrival, known.clock(arrival.partition()));
        known.told(event);
        if (now.sign().sequence() > instance.sign().sequence()) {
            known.checked(event, now);
        }
        change(instance, now, arrival.at());
    }

    private void tick(PartitionClock clock) {
        if (extent != Extent.SOME_EXPIRING) {
            known.put(clock);
        }
        List<InstanceState> expired = known.instances().stream()
                .filter(instance -> LeaseRule.isExpired(instance, clock))
                .toList();
        expired.forEach(instance -> change(instance, Instances.presumedDead(instance, clock), clock.at()));
    }

    /** An instance has changed, perhaps in a way that decides its open requests. */
    private void change(InstanceState before, InstanceState now, Instant at) {
        if (now.life() == before.life() && now.sign().equals(before.sign())) {
            known.put(now);
            return;
        }
        known.put(pending(now, Verdicts.undecidedAfter(before, now), at));
        known.open(now.id()).forEach(request -> judge(request, now, at));
    }

    /** Where its open requests are too many to be known here, their verdicts are left to following transactions. */
    private InstanceState pending(InstanceState instance, UUID after, Instant at) {
        if (extent == Extent.WHOLE || !known.isFromBefore(instance.id())) {
            return instance;
        }
        return instance.pending().isPresent()
                ? instance
                : instance.withPending(Optional.of(new PendingVerdicts(at, after, CrashCounts.NONE)));
    }

    private void judge(UUID request, InstanceState instance, Instant at) {
        known.request(request)
                .filter(open -> open.instanceId().equals(instance.id()))
                .ifPresent(open -> judge(open, instance, at));
    }

    private void judge(RequestState request, InstanceState instance, Instant at) {
        known.put(Requests.judged(request, Verdicts.on(request, instance, rules, at), at));
    }
}
