package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.CrashCounts;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Execution;
import dev.webcheck.correlation.IncidentState;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.PendingVerdicts;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.RequestState.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The deaths among some instances. Each is an incident while it is believed; the death of an instance that went down in order is one
 * only if requests crashed with it. The requests are counted by their changes, for a dead instance may have more of them than
 * fit into memory.
 *
 * <p>While verdicts of an instance are pending, its incident stays as it was, so that nobody is shown half of it. Confined to
 * one thread.
 */
final class Incidents {

    private final Map<UUID, IncidentState> before;
    private final Map<UUID, IncidentState> changed = new HashMap<>();
    private final Set<UUID> takenBack = new HashSet<>();
    private final Map<UUID, CrashCounts> counted = new HashMap<>();

    /**
     * Incidents.
     *
     * @param before those that were known before
     */
    Incidents(Map<UUID, IncidentState> before) {
        this.before = before;
    }

    /** A request has changed. */
    void change(Optional<RequestState> was, RequestState now) {
        was.ifPresent(request -> count(request, -1));
        count(now, 1);
    }

    private void count(RequestState request, int requests) {
        Verdict verdict = request.verdict();
        if (verdict.outcome() == Outcome.CRASHED) {
            Execution.of(verdict.outcome(), verdict.detector(), verdict.phase())
                    .ifPresent(execution -> counted.merge(
                            request.instanceId(), CrashCounts.NONE.plus(execution, requests), CrashCounts::plus));
        }
    }

    /**
     * An instance as it stands once all requests are counted.
     *
     * @param was how it stood before
     * @return the instance; with what was counted, if verdicts are pending
     */
    InstanceState change(Optional<InstanceState> was, InstanceState now) {
        UUID id = now.id();
        Optional<IncidentState> incident = Optional.ofNullable(before.get(id));
        CrashCounts crashed = was.flatMap(InstanceState::pending)
                .map(PendingVerdicts::crashed)
                .or(() -> incident.map(IncidentState::crashed))
                .orElse(CrashCounts.NONE)
                .plus(counted.getOrDefault(id, CrashCounts.NONE));
        if (now.pending().isPresent()) {
            if (now.death().isEmpty() && incident.isPresent()) {
                takenBack.add(id);
            }
            PendingVerdicts pending = now.pending().get();
            return now.withPending(Optional.of(new PendingVerdicts(pending.at(), pending.after(), crashed)));
        }
        Optional<IncidentState> is = now.death()
                .filter(detector -> detector != Detector.STOPPED || !crashed.equals(CrashCounts.NONE))
                .map(detector -> incident(now, detector, crashed));
        is.filter(one -> !Optional.of(one).equals(incident)).ifPresent(one -> changed.put(id, one));
        if (is.isEmpty() && incident.isPresent()) {
            takenBack.add(id);
        }
        return now;
    }

    /** The incidents that are new or have changed. */
    Map<UUID, IncidentState> changed() {
        return changed;
    }

    /** The instances whose incident is none. */
    Set<UUID> takenBack() {
        return takenBack;
    }

    private static IncidentState incident(InstanceState instance, Detector detector, CrashCounts crashed) {
        return new IncidentState(
                instance.id(),
                instance.service(),
                instance.standing().verdictAt().orElseThrow(),
                detector,
                instance.heard().lastAt(),
                crashed);
    }
}
