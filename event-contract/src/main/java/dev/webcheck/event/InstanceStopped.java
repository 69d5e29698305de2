package dev.webcheck.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The instance has stopped. There will be no further event of its requests, unless a later heartbeat withdraws this: a process
 * that is going down may send requests until it has ended.
 *
 * @param instanceId the instance
 * @param service the name of the service that it was a run of, 1 to 255 characters
 * @param sequence the number of this sign among the signs of the instance, from 1 on
 * @param reason why it stopped, and who says so
 * @param counters its last counters
 * @param openRequestsBefore the bound up to which {@code openRequests} is complete
 * @param phases the requests from before that bound which were open when it stopped, at most 10,000, each with how far it had
 *     come, where that is known. With {@link StopReason#DIED} they are the last that the process did; otherwise it ran on
 *     after this was told, and its requests may have, too
 */
public record InstanceStopped(
        UUID instanceId,
        String service,
        long sequence,
        StopReason reason,
        RequestCounters counters,
        Instant openRequestsBefore,
        Map<UUID, Optional<RequestPhase>> phases)
        implements InstanceSign {

    public InstanceStopped {
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        new Violations()
                .sign(service, sequence, openRequestsBefore, phases.keySet())
                .throwIfAny();
    }

    @Override
    public Set<UUID> openRequests() {
        return phases.keySet();
    }
}
