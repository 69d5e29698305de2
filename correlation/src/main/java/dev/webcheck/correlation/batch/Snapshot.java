package dev.webcheck.correlation.batch;

import dev.webcheck.correlation.IncidentState;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.PendingVerdicts;
import dev.webcheck.correlation.RequestState;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * What the database knows of all that a batch touches: the clocks of its partitions, its instances and those whose lease may
 * run out, its requests, and the open requests that these instances may decide. It is locked until the transaction ends.
 *
 * @param clocks the clocks, by partition
 * @param instances the instances, by id
 * @param requests the requests
 * @param incidents the incidents of these instances, by instance
 * @param extent how much of it is there
 * @param requestsFrom the moment from which on there are requests; those that started before may have been dropped for their age,
 *     and their events must change nothing
 */
public record Snapshot(
        Map<Integer, PartitionClock> clocks,
        Map<UUID, InstanceState> instances,
        Collection<RequestState> requests,
        Map<UUID, IncidentState> incidents,
        Extent extent,
        Instant requestsFrom) {

    /** How much of what a batch touches is there. All but {@link #WHOLE} is for batches of a single arrival. */
    public enum Extent {
        /** Everything. */
        WHOLE,
        /**
         * All but the open requests that the instance decides. An instance that changes in a way that decides them has to be
         * given {@link PendingVerdicts}.
         */
        WITHOUT_OPEN_REQUESTS,
        /** As before, and only some of the instances whose lease a tick makes run out. The tick must not count yet. */
        SOME_EXPIRING
    }

    /**
     * Whether an instance has pending verdicts.
     *
     * @return true if there is one
     */
    public boolean hasPending() {
        return instances.values().stream()
                .anyMatch(instance -> instance.pending().isPresent());
    }
}
