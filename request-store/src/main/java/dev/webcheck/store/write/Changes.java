package dev.webcheck.store.write;

import java.util.Collection;

/**
 * What a batch has changed.
 *
 * @param clocks the clocks that went on
 * @param newInstances instances that were not known before
 * @param changedInstances instances that were
 * @param newRequests requests that were not known before
 * @param changedRequests requests that were
 * @param counts what to add to the counts
 */
public record Changes(
        Collection<PartitionClock> clocks,
        Collection<InstanceState> newInstances,
        Collection<InstanceState> changedInstances,
        Collection<RequestState> newRequests,
        Collection<RequestState> changedRequests,
        Collection<CountChange> counts) {}
