package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.RequestState.Verdict;
import dev.webcheck.correlation.batch.Changes;
import dev.webcheck.correlation.batch.Changes.Transition;
import dev.webcheck.correlation.batch.Snapshot;
import dev.webcheck.event.InstanceSign;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is known while a batch is being correlated, beside what was known before it. Confined to one thread. */
final class WorkingSet {

    private final Map<Integer, PartitionClock> clocksBefore;
    private final Map<Integer, PartitionClock> clocks;
    private final Map<UUID, InstanceState> instancesBefore;
    private final Map<UUID, InstanceState> instances;
    private final Map<UUID, RequestState> requestsBefore = new HashMap<>();
    private final Map<UUID, RequestState> requests = new HashMap<>();
    private final Map<UUID, Set<UUID>> openByInstance = new HashMap<>();
    private final Hours hours = new Hours();
    private final Incidents incidents;

    WorkingSet(Snapshot before) {
        clocksBefore = before.clocks();
        clocks = new HashMap<>(clocksBefore);
        instancesBefore = before.instances();
        instances = new HashMap<>(instancesBefore);
        incidents = new Incidents(before.incidents());
        before.requests().forEach(request -> {
            requestsBefore.put(request.id(), request);
            put(request);
        });
    }

    PartitionClock clock(int partition) {
        return clocks.computeIfAbsent(partition, PartitionClock::unticked);
    }

    void put(PartitionClock clock) {
        clocks.put(clock.partition(), clock);
    }

    InstanceState instance(UUID id, Arrival arrival) {
        return instances.computeIfAbsent(
                id, unknown -> Instances.unknown(unknown, arrival, clock(arrival.partition())));
    }

    Optional<InstanceState> knownInstance(UUID id) {
        return Optional.ofNullable(instances.get(id));
    }

    void put(InstanceState instance) {
        instances.put(instance.id(), instance);
    }

    /** Whether it was known before this batch. */
    boolean isFromBefore(UUID instanceId) {
        return instancesBefore.containsKey(instanceId);
    }

    Collection<InstanceState> instances() {
        return instances.values();
    }

    void told(InstanceSign sign) {
        hours.told(sign);
    }

    void checked(InstanceSign sign, InstanceState instance) {
        hours.checked(sign, instance);
    }

    Optional<RequestState> request(UUID id) {
        return Optional.ofNullable(requests.get(id));
    }

    void put(RequestState request) {
        RequestState before = requests.put(request.id(), request);
        if (before != null && before.end().isEmpty()) {
            openOf(before.instanceId()).remove(request.id());
        }
        if (request.end().isEmpty()) {
            openOf(request.instanceId()).add(request.id());
        }
    }

    /** The requests of an instance that have no end, as far as this batch needs them. */
    List<RequestState> open(UUID instanceId) {
        return openOf(instanceId).stream().map(id -> request(id).orElseThrow()).toList();
    }

    /**
     * What has become of what was known.
     *
     * @param late how many events were ignored
     */
    Changes changes(int late) {
        List<PartitionClock> ticked = new ArrayList<>(clocks.values());
        ticked.removeAll(clocksBefore.values());
        Counting counting = new Counting();
        List<RequestState> newRequests = new ArrayList<>();
        List<RequestState> changedRequests = new ArrayList<>();
        Map<Transition, Integer> transitions = new HashMap<>();
        requests.forEach((id, now) -> {
            RequestState before = requestsBefore.get(id);
            if (!now.equals(before)) {
                (before == null ? newRequests : changedRequests).add(now);
                counting.change(Optional.ofNullable(before), now);
                hours.change(Optional.ofNullable(before), now);
                incidents.change(Optional.ofNullable(before), now);
                if (before == null || !now.verdict().isSameAs(before.verdict())) {
                    transitions.merge(transition(now.verdict()), 1, Integer::sum);
                }
            }
        });
        List<InstanceState> newInstances = new ArrayList<>();
        List<InstanceState> changedInstances = new ArrayList<>();
        instances.forEach((id, changed) -> {
            InstanceState before = instancesBefore.get(id);
            InstanceState now = incidents.change(Optional.ofNullable(before), changed);
            if (!now.equals(before)) {
                (before == null ? newInstances : changedInstances).add(now);
            }
        });
        return new Changes(
                ticked,
                newInstances,
                changedInstances,
                newRequests,
                changedRequests,
                counting.websites(),
                counting.minutes(),
                hours.changes(),
                incidents.changed().values(),
                incidents.takenBack(),
                transitions,
                late);
    }

    private static Transition transition(Verdict verdict) {
        return new Transition(verdict.outcome(), verdict.detector());
    }

    private Set<UUID> openOf(UUID instanceId) {
        return openByInstance.computeIfAbsent(instanceId, none -> new HashSet<>());
    }
}
