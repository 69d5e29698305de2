package dev.webcheck.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The instance lives.
 *
 * @param instanceId the instance
 * @param service the name of the service that it is a run of, 1 to 255 characters
 * @param sequence the number of this sign among the signs of the instance, from 1 on
 * @param lease for how long the instance counts as alive after this sign, 1 second to 1 day, cut to whole
 *     milliseconds
 * @param counters its counters
 * @param openRequestsBefore the bound up to which {@code openRequests} is complete
 * @param openRequests the requests from before that bound which are still open, at most 10,000
 */
public record InstanceHeartbeat(
        UUID instanceId,
        String service,
        long sequence,
        Duration lease,
        RequestCounters counters,
        Instant openRequestsBefore,
        Set<UUID> openRequests)
        implements InstanceSign {

    public InstanceHeartbeat {
        lease = lease.truncatedTo(ChronoUnit.MILLIS);
        openRequests = Collections.unmodifiableSet(new LinkedHashSet<>(openRequests));
        new Violations()
                .sign(service, sequence, openRequestsBefore, openRequests)
                .lease("leaseMillis", lease)
                .throwIfAny();
    }
}
