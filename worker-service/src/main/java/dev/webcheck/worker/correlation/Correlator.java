package dev.webcheck.worker.correlation;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.store.write.Changes;
import dev.webcheck.store.write.Footprint;
import dev.webcheck.store.write.Footprint.Signs;
import dev.webcheck.store.write.InstanceState;
import dev.webcheck.store.write.PartitionClock;
import dev.webcheck.store.write.RequestState;
import dev.webcheck.store.write.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Overdue overdue = new Overdue();

    private Correlator(Rules rules, Snapshot before) {
        this.rules = rules;
        known = new WorkingSet(before);
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
        Map<UUID, Signs> instances = new HashMap<>();
        Map<UUID, Instant> begun = new HashMap<>();
        Set<UUID> requests = new HashSet<>();
        for (Arrival arrival : arrivals) {
            ticks.merge(arrival.partition(), arrival instanceof Arrival.OfTick ? 1L : 0L, Long::sum);
            if (arrival instanceof Arrival.OfEvent ofEvent) {
                Event event = ofEvent.event();
                if (event instanceof RequestBegin begin) {
                    requests.add(begin.id());
                    begun.merge(begin.instanceId(), Instances.begunAt(begin, arrival.at()), Overdue::later);
                } else if (event instanceof RequestCompleted completed) {
                    requests.add(completed.id());
                    instances.putIfAbsent(completed.instanceId(), Signs.NONE);
                } else if (event instanceof InstanceSign sign) {
                    instances.merge(sign.instanceId(), signs(Signs.NONE, sign), (was, one) -> signs(was, sign));
                }
            }
        }
        begun.forEach((instance, at) -> instances.merge(instance, Signs.NONE.begin(at), (was, one) -> was.begin(at)));
        return new Footprint(ticks, instances, requests, rules.deadline());
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
        InstanceState now = isNew ? Instances.renewed(instance, arrival, known.clock(arrival.partition())) : instance;
        change(instance, now, arrival.at());
        recorded(before, request);
        judge(request, known.instance(request.instanceId(), arrival), arrival.at());
        if (request.end().isEmpty()) {
            await(request);
        }
        Verdicts.overdueBefore(now, rules)
                .ifPresent(bound -> overdue.takeBefore(bound, now.id()).forEach(id -> judge(id, now, arrival.at())));
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
        known.put(clock);
        List<InstanceState> expired = known.instances().stream()
                .filter(instance -> Instances.isExpired(instance, clock))
                .toList();
        expired.forEach(instance -> change(instance, Instances.presumedDead(instance, clock), clock.at()));
    }

    /** An instance has changed, perhaps in a way that decides its open requests. */
    private void change(InstanceState before, InstanceState now, Instant at) {
        known.put(now);
        if (now.life() != before.life() || !now.sign().equals(before.sign())) {
            known.open(now.id()).forEach(request -> judge(request, now, at));
        }
    }

    private void judge(UUID request, InstanceState instance, Instant at) {
        known.request(request)
                .filter(open -> open.instanceId().equals(instance.id()))
                .ifPresent(open -> judge(open, instance, at));
    }

    private void judge(RequestState request, InstanceState instance, Instant at) {
        known.put(Requests.judged(request, Verdicts.on(request, instance, rules, at), at));
    }

    private static Signs signs(Signs was, InstanceSign event) {
        return event instanceof InstanceHeartbeat heartbeat
                ? was.heartbeat(heartbeat.openRequestsBefore(), Ticks.of(heartbeat.lease()))
                : was.stop(event.openRequestsBefore());
    }
}
