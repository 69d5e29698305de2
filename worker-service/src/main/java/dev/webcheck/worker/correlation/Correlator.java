package dev.webcheck.worker.correlation;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import dev.webcheck.store.write.Changes;
import dev.webcheck.store.write.CrashCounts;
import dev.webcheck.store.write.Footprint;
import dev.webcheck.store.write.Footprint.Signs;
import dev.webcheck.store.write.InstanceState;
import dev.webcheck.store.write.PartitionClock;
import dev.webcheck.store.write.PendingVerdicts;
import dev.webcheck.store.write.RequestState;
import dev.webcheck.store.write.Snapshot;
import dev.webcheck.store.write.Snapshot.Extent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Applies a batch of arrivals to what was known before it. The result is the same for any split of the arrivals into batches
 * and for any repetition of them; and for any order of the events between two ticks.
 *
 * <p>Its methods are pure functions.
 */
public final class Correlator {

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
     * What a batch touches.
     *
     * @param rules what to go by
     * @param arrivals the batch
     * @return what {@link #correlate} has to be given of what was known before
     */
    public static Footprint footprint(Rules rules, List<Arrival> arrivals) {
        Map<Integer, Long> ticks = new HashMap<>();
        Map<UUID, List<InstanceSign>> signs = new HashMap<>();
        Map<UUID, Instant> begun = new HashMap<>();
        Set<UUID> requests = new HashSet<>();
        Set<UUID> instances = new HashSet<>();
        for (Arrival arrival : arrivals) {
            ticks.merge(arrival.partition(), arrival instanceof Arrival.OfTick ? 1L : 0L, Long::sum);
            if (arrival instanceof Arrival.OfEvent ofEvent) {
                Event event = ofEvent.event();
                instances.add(event.instanceId());
                if (event instanceof RequestBegin begin) {
                    requests.add(begin.id());
                    begun.merge(begin.instanceId(), Instances.begunAt(begin, arrival.at()), Overdue::later);
                } else if (event instanceof RequestCompleted completed) {
                    requests.add(completed.id());
                } else if (event instanceof InstanceSign sign) {
                    signs.computeIfAbsent(sign.instanceId(), none -> new ArrayList<>())
                            .add(sign);
                }
            }
        }
        Map<UUID, Signs> touched = new HashMap<>();
        for (UUID instance : instances) {
            List<InstanceSign> told = signs.getOrDefault(instance, List.of());
            Optional<Instant> latest = Optional.ofNullable(begun.get(instance));
            touched.put(
                    instance,
                    told.isEmpty() && latest.isEmpty()
                            ? Signs.NONE
                            : Signs.of(told, shortestLease(told), latest.orElse(Instant.EPOCH)));
        }
        return new Footprint(ticks, touched, requests, rules.deadline(), arrivals.size() == 1);
    }

    private static int shortestLease(List<InstanceSign> signs) {
        return signs.stream()
                .filter(InstanceHeartbeat.class::isInstance)
                .mapToInt(sign -> Ticks.of(((InstanceHeartbeat) sign).lease()))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /**
     * Correlates a batch.
     *
     * @param rules what to go by
     * @param before what was known before of all that the batch touches
     * @param arrivals the batch, those of one partition in the order of its log
     * @return what has changed
     */
    public static Changes correlate(Rules rules, Snapshot before, List<Arrival> arrivals) {
        Correlator correlator = new Correlator(rules, before);
        arrivals.forEach(correlator::apply);
        return correlator.known.changes();
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
    public static Changes decidePending(Rules rules, Snapshot before, Map<UUID, UUID> after) {
        Correlator correlator = new Correlator(rules, before);
        before.instances().values().forEach(instance -> correlator.decidePending(instance, after));
        return correlator.known.changes();
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
        Verdicts.overdueBefore(now, rules)
                .filter(bound -> bound.isAfter(now.overdueBefore()))
                .ifPresent(bound -> overdue(now, bound, arrival.at()));
    }

    /** The deadline decides the requests of an instance that started before this time. */
    private void overdue(InstanceState instance, Instant bound, Instant at) {
        overdue.takeBefore(bound, instance.id()).forEach(id -> judge(id, instance, at));
        known.knownInstance(instance.id())
                .ifPresent(now -> known.put(
                        pending(now.withOverdueBefore(bound), RequestIds.lowest(instance.overdueBefore()), at)));
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
                .filter(instance -> Instances.isExpired(instance, clock))
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
