package dev.webcheck.event;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What an instance tells of itself: that it lives, or that it has stopped, and which of its requests were then open.
 *
 * <p>All signs of an instance are numbered in one {@link #sequence()}, and the one with the highest number holds,
 * whatever the order in which they arrive.
 */
public sealed interface InstanceSign extends Event permits InstanceHeartbeat, InstanceStopped {

    /**
     * The name of the service that the instance is a run of.
     *
     * @return 1 to 255 characters
     */
    String service();

    /**
     * The number of this sign among all signs of the instance.
     *
     * @return a number from 1 on; later signs have higher ones
     */
    long sequence();

    /**
     * The counters of the instance at this moment.
     *
     * @return counters that run from the start of the instance
     */
    RequestCounters counters();

    /**
     * The bound up to which {@link #openRequests()} is complete. Ends of requests from before it that are not in that set
     * have been told before this sign.
     *
     * @return a time of the clock that also stamps the request ids
     */
    Instant openRequestsBefore();

    /**
     * The requests that began before {@link #openRequestsBefore()} and are still open.
     *
     * @return at most {@value EventLimits#OPEN_REQUESTS} request ids
     */
    Set<UUID> openRequests();
}
