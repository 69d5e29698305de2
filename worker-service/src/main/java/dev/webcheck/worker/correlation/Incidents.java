package dev.webcheck.worker.correlation;

import dev.webcheck.store.Detector;
import dev.webcheck.store.Execution;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.write.IncidentState;
import dev.webcheck.store.write.InstanceState;
import dev.webcheck.store.write.RequestState;
import dev.webcheck.store.write.RequestState.Verdict;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The deaths among some instances. Each is one while it is believed; the death of an instance that went down in order is one
 * only if requests crashed with it.
 */
final class Incidents {

    private Incidents() {}

    /**
     * The incidents.
     *
     * @param requests at least all requests of dead instances that are crashed
     */
    static Map<UUID, IncidentState> of(Collection<InstanceState> instances, Collection<RequestState> requests) {
        Map<UUID, Map<Execution, Integer>> crashed = new HashMap<>();
        instances.stream()
                .filter(instance -> instance.death().isPresent())
                .forEach(instance -> crashed.put(instance.id(), new EnumMap<>(Execution.class)));
        if (crashed.isEmpty()) {
            return Map.of();
        }
        for (RequestState request : requests) {
            Verdict verdict = request.verdict();
            Map<Execution, Integer> of = crashed.get(request.instanceId());
            if (of != null && verdict.outcome() == Outcome.CRASHED) {
                Execution.of(verdict.outcome(), verdict.detector(), verdict.phase())
                        .ifPresent(execution -> of.merge(execution, 1, Integer::sum));
            }
        }
        Map<UUID, IncidentState> incidents = new HashMap<>();
        for (InstanceState instance : instances) {
            Map<Execution, Integer> of = crashed.getOrDefault(instance.id(), Map.of());
            instance.death()
                    .filter(detector -> detector != Detector.STOPPED || !of.isEmpty())
                    .ifPresent(detector -> incidents.put(instance.id(), incident(instance, detector, of)));
        }
        return incidents;
    }

    private static IncidentState incident(InstanceState instance, Detector detector, Map<Execution, Integer> crashed) {
        return new IncidentState(
                instance.id(),
                instance.service(),
                instance.verdictAt().orElseThrow(),
                detector,
                instance.heard().lastAt(),
                crashed.getOrDefault(Execution.NOT_SENT, 0),
                crashed.getOrDefault(Execution.POSSIBLY_EXECUTED, 0),
                crashed.getOrDefault(Execution.EXECUTED_ANSWER_LOST, 0));
    }
}
