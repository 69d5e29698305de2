package dev.webcheck.client;

import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Puts the signs of the instance into the queue.
 *
 * <p>A sign claims to know all requests from before its bound. What keeps that true while requests begin: a request
 * joins the open ones before it gets its id, and reads the claim after; a sign sets the claim before it reads the open
 * ones. So either the sign lists the request, or the request sees the claim, and if it lies before the claim (the clock was
 * set back), a new sign with a lower one goes ahead of it.
 */
final class InstanceSigns {

    static final int MOST_OPEN_IN_HEARTBEAT = 1_000;
    static final int MOST_OPEN_IN_STOP = 10_000;

    private final Instance instance;
    private final EventQueue queue;
    private final OpenRequests open;
    private final Supplier<RequestCounters> counters;
    private final Duration interval;
    private final Duration lease;
    private final InstantSource clock;

    private long sequence;
    private boolean stopped;
    private volatile Instant claim = Instant.MIN;

    InstanceSigns(
            Instance instance,
            EventQueue queue,
            OpenRequests open,
            Supplier<RequestCounters> counters,
            Duration interval,
            Duration lease,
            InstantSource clock) {
        this.instance = instance;
        this.queue = queue;
        this.open = open;
        this.counters = counters;
        this.interval = interval;
        this.lease = lease;
        this.clock = clock;
    }

    /** Whether an open request that started then may tell its begin. */
    boolean mayBegin(Instant startedAt) {
        return !startedAt.isBefore(claim) || beat();
    }

    /** Puts a heartbeat into the queue; false if there is no room, or the instance has stopped. */
    synchronized boolean beat() {
        if (stopped) {
            return false;
        }
        Instant told = claim;
        Instant bound = clock.instant().minus(interval);
        claim = later(told, bound);
        OpenRequests.Listing listing = open.before(bound, MOST_OPEN_IN_HEARTBEAT);
        boolean beaten = queue.beat(new InstanceHeartbeat(
                instance.id(),
                instance.service(),
                sequence + 1,
                lease,
                counters.get(),
                listing.before(),
                Set.copyOf(listing.ids())));
        if (beaten) {
            sequence++;
        }
        claim = beaten ? listing.before() : told;
        return beaten;
    }

    /** Puts the stop into the queue; from then on no request begins. Only the first call counts. */
    synchronized void stop(StopReason reason) {
        if (stopped) {
            return;
        }
        stopped = true;
        claim = Instant.MAX;
        OpenRequests.Listing listing = open.all(clock.instant(), MOST_OPEN_IN_STOP);
        queue.stop(new InstanceStopped(
                instance.id(),
                instance.service(),
                ++sequence,
                reason,
                counters.get(),
                listing.before(),
                listing.ids().stream().collect(Collectors.toMap(id -> id, id -> Optional.empty()))));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
