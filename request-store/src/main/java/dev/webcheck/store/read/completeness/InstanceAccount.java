package dev.webcheck.store.read.completeness;

import dev.webcheck.event.RequestCounters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is recorded of an instance against what it has counted itself. This record is immutable.
 *
 * @param instanceId the instance
 * @param service the service that it is a run of, once it has told
 * @param recorded what is recorded of it
 * @param told its own counters as of its latest sign; empty if none has arrived
 * @param completeness whether all is recorded
 * @param hours the same by the hours in which its requests started or its signs came, oldest first
 */
public record InstanceAccount(
        UUID instanceId,
        Optional<String> service,
        Recorded recorded,
        Optional<RequestCounters> told,
        Completeness completeness,
        List<HourAccount> hours) {

    public InstanceAccount {
        hours = List.copyOf(hours);
    }
}
