package dev.webcheck.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The instance has stopped, and there will be no further event of its requests.
 *
 * @param instanceId the instance
 * @param service the name of the service that it was a run of, 1 to 255 characters
 * @param sequence the number of this sign among the signs of the instance, from 1 on
 * @param reason why it stopped, and who says so
 * @param counters its last counters
 * @param openRequestsBefore the bound up to which {@code openRequests} is complete
 * @param openRequests the requests from before that bound which were open when it stopped, at most 10,000
 */
public record InstanceStopped(
        UUID instanceId,
        String service,
        long sequence,
        StopReason reason,
        RequestCounters counters,
        Instant openRequestsBefore,
        Set<UUID> openRequests)
        implements InstanceSign {

    public InstanceStopped {
        openRequests = Collections.unmodifiableSet(new LinkedHashSet<>(openRequests));
        new Violations()
                .sign(service, sequence, openRequestsBefore, openRequests)
                .throwIfAny();
    }
}
