package dev.webcheck.store.write;

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
 * @param requestsFrom the moment from which on there are requests; those that started before may have been dropped for their age,
 *     and their events must change nothing
 */
public record Snapshot(
        Map<Integer, PartitionClock> clocks,
        Map<UUID, InstanceState> instances,
        Collection<RequestState> requests,
        Instant requestsFrom) {}
