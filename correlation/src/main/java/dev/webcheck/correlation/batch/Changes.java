package dev.webcheck.correlation.batch;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.IncidentState;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.RequestState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a batch has changed.
 *
 * @param clocks the clocks that went on
 * @param newInstances instances that were not known before
 * @param changedInstances instances that were
 * @param newRequests requests that were not known before
 * @param changedRequests requests that were
 * @param counts what to add to the counts of the websites
 * @param minutes what to add to the counts of all websites together
 * @param hours what to add to the counts of the instances
 * @param incidents incidents that are new or have changed
 * @param incidentsTakenBack the instances whose incident is none
 * @param transitions how many requests have come to what
 * @param late how many events were ignored, because their requests may have been dropped for their age
 */
public record Changes(
        Collection<PartitionClock> clocks,
        Collection<InstanceState> newInstances,
        Collection<InstanceState> changedInstances,
        Collection<RequestState> newRequests,
        Collection<RequestState> changedRequests,
        Collection<CountChange> counts,
        Collection<MinuteChange> minutes,
        Collection<HourChange> hours,
        Collection<IncidentState> incidents,
        Collection<UUID> incidentsTakenBack,
        Map<Transition, Integer> transitions,
        int late) {

    /** Nothing has changed. */
    public static final Changes NONE = new Changes(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), Map.of(), 0);

    /**
     * What a request has come to.
     *
     * @param outcome its outcome now
     * @param detector what that rests on, where it is not an event of the request
     */
    public record Transition(Outcome outcome, Optional<Detector> detector) {}
}
