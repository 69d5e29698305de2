package dev.webcheck.store.write;

import java.util.Collection;
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
        Collection<UUID> incidentsTakenBack) {}
