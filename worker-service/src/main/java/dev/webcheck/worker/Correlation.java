package dev.webcheck.worker;

import dev.webcheck.event.Event;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import dev.webcheck.store.Detector;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.write.BatchCorrelation;
import dev.webcheck.store.write.Changes;
import dev.webcheck.store.write.RequestState;
import dev.webcheck.store.write.RequestState.Verdict;
import dev.webcheck.store.write.Snapshot;
import dev.webcheck.worker.correlation.Arrival;
import dev.webcheck.worker.correlation.Correlator;
import dev.webcheck.worker.correlation.Rules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Correlates one batch, and knows afterwards what its latest transaction changed. Confined to one thread. */
final class Correlation implements BatchCorrelation {

    /**
     * What a request has come to.
     *
     * @param outcome its outcome now
     * @param detector what that rests on, where it is not an event of the request
     */
    record Transition(Outcome outcome, Optional<Detector> detector) {}

    private final Rules rules;
    private final List<Arrival> arrivals;
    private final Map<Transition, Integer> transitions = new HashMap<>();
    private int late;
    private int newRows;
    private int changedRows;

    Correlation(Rules rules, List<Arrival> arrivals) {
        this.rules = rules;
        this.arrivals = arrivals;
    }

    @Override
    public Changes correlate(Snapshot before) {
        List<Arrival> inTime = arrivals.stream()
                .filter(arrival -> !isOfDropped(arrival, before.requestsFrom()))
                .toList();
        late = arrivals.size() - inTime.size();
        Changes changes = Correlator.correlate(rules, before, inTime);
        look(before, changes);
        return changes;
    }

    @Override
    public Changes decidePending(Snapshot before, Map<UUID, UUID> after) {
        late = 0;
        Changes changes = Correlator.decidePending(rules, before, after);
        look(before, changes);
        return changes;
    }

    private void look(Snapshot before, Changes changes) {
        newRows = changes.newRequests().size();
        changedRows = changes.changedRequests().size();
        transitions.clear();
        changes.newRequests().forEach(request -> add(request.verdict()));
        if (changedRows > 0) {
            Map<UUID, Verdict> verdictsBefore = new HashMap<>();
            before.requests().forEach(request -> verdictsBefore.put(request.id(), request.verdict()));
            for (RequestState request : changes.changedRequests()) {
                Verdict was = verdictsBefore.getOrDefault(request.id(), Verdict.IN_FLIGHT);
                if (!transition(was).equals(transition(request.verdict()))) {
                    add(request.verdict());
                }
            }
        }
    }

    private static boolean isOfDropped(Arrival arrival, Instant requestsFrom) {
        return arrival instanceof Arrival.OfEvent ofEvent
                && requestId(ofEvent.event())
                        .map(id -> RequestIds.startedAt(id).isBefore(requestsFrom))
                        .orElse(false);
    }

    /** How many events were ignored, because their requests may have been dropped for their age. */
    int late() {
        return late;
    }

    int newRows() {
        return newRows;
    }

    int changedRows() {
        return changedRows;
    }

    /** How many requests have come to what. */
    Map<Transition, Integer> transitions() {
        return transitions;
    }

    private static Optional<UUID> requestId(Event event) {
        if (event instanceof RequestBegin begin) {
            return Optional.of(begin.id());
        }
        return event instanceof RequestCompleted completed ? Optional.of(completed.id()) : Optional.empty();
    }

    private void add(Verdict now) {
        transitions.merge(transition(now), 1, Integer::sum);
    }

    private static Transition transition(Verdict verdict) {
        return new Transition(verdict.outcome(), verdict.detector());
    }
}
