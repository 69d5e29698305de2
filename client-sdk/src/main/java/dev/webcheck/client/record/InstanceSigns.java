package dev.webcheck.client.record;

import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.journal.JournalCounts;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the signs of the instance, each for its place between the records of the journal.
 *
 * <p>A sign claims to know all requests from before its bound. What keeps that true while requests begin: a request
 * joins the open ones with its id, and reads the claim after; a sign sets the claim before it reads the open ones. So either
 * the sign lists the request, or the request sees the claim. If it lies before the claim (the clock was set back), it does
 * not begin; the publisher makes a sign with a lower claim, and later requests begin. So no request waits for a sign.
 *
 * <p>This class is threadsafe.
 */
public final class InstanceSigns {

    static final int MOST_OPEN_IN_HEARTBEAT = 1_000;
    static final int MOST_OPEN_IN_STOP = 10_000;
    static final int MOST_WAITING = 8;

    private final Instance instance;
    private final Journal journal;
    private final Duration interval;
    private final Duration lease;
    private final InstantSource clock;
    private final Queue<Placed> waiting = new ArrayDeque<>();

    private long sequence;
    private boolean stopped;
    /** A stop that was announced and has not been withdrawn. */
    private @Nullable Placed announced;

    /** In milliseconds, as request ids have them. */
    private volatile long claim = Long.MIN_VALUE;

    /** Whether the clock lies before the claim. */
    private volatile boolean behind;

    /**
     * A sign and its place.
     *
     * @param position all records of the journal from before here are to be told before it
     * @param sign the sign
     */
    public record Placed(long position, InstanceSign sign) {}

    /**
     * Has told nothing yet.
     *
     * @param instance of which they are the signs
     * @param journal its journal
     * @param interval requests that are open for longer are listed in heartbeats
     * @param lease for how long the instance counts as alive after a heartbeat
     * @param clock that of the request ids
     */
    public InstanceSigns(Instance instance, Journal journal, Duration interval, Duration lease, InstantSource clock) {
        this.instance = instance;
        this.journal = journal;
        this.interval = interval;
        this.lease = lease;
        this.clock = clock;
    }

    /** Whether an open request of this id may tell its begin. If not, others may once {@link #catchUp} was called. */
    boolean mayBegin(UUID id) {
        boolean may = id.getMostSignificantBits() >>> Short.SIZE >= claim;
        if (!may && !behind) {
            behind = true;
            journal.wake();
        }
        return may;
    }

    /** Makes a heartbeat if requests cannot begin before there is one. To be called often by the publisher. */
    public void catchUp() {
        if (behind) {
            behind = false;
            beat();
        }
    }

    /**
     * Makes a heartbeat.
     *
     * @return false if too many signs wait already, or the instance has stopped
     */
    public synchronized boolean beat() {
        if (stopped || waiting.size() >= MOST_WAITING) {
            return false;
        }
        announced = null;
        long told = claim;
        long bound = clock.instant().minus(interval).toEpochMilli();
        claim = Math.max(told, bound);
        OpenListing open = OpenListing.of(journal, bound, MOST_OPEN_IN_HEARTBEAT);
        claim = open.before();
        place(new InstanceHeartbeat(
                instance.id(),
                instance.service(),
                ++sequence,
                lease,
                counters(),
                Instant.ofEpochMilli(open.before()),
                new LinkedHashSet<>(open.phases().keySet())));
        return true;
    }

    /**
     * Makes the last stop; from then on no request begins. Only the first call counts.
     *
     * @param reason why
     */
    public synchronized void stop(StopReason reason) {
        if (stopped) {
            return;
        }
        stopped = true;
        announced = null;
        claim = Long.MAX_VALUE;
        placeStop(reason, OpenListing.ofAll(journal, clock.millis(), MOST_OPEN_IN_STOP));
    }

    /**
     * Makes the stop of a process that is going down but may still send requests for a while. Requests may begin after it,
     * which {@link #withdrawStop} tells first. Does nothing if a stop is announced already, or the instance has stopped.
     */
    public synchronized void announceStop() {
        if (stopped || announced != null) {
            return;
        }
        long earliest = clock.instant().minus(interval).toEpochMilli();
        long bound = OpenListing.ofAll(journal, earliest, MOST_OPEN_IN_STOP).before();
        claim = Math.max(claim, bound);
        OpenListing open = OpenListing.of(journal, bound, MOST_OPEN_IN_STOP);
        claim = open.before();
        announced = placeStop(StopReason.SHUTDOWN, open);
    }

    /**
     * Withdraws the announced stop if it is published and something was recorded after it. A heartbeat that says what the stop
     * said, and takes its place, goes ahead of those records.
     */
    public synchronized void withdrawStop() {
        Placed stop = announced;
        if (stop == null || !waiting.isEmpty() || journal.tailPosition() == stop.position()) {
            return;
        }
        announced = null;
        InstanceSign told = stop.sign();
        journal.signSequence(++sequence);
        waiting.add(new Placed(
                stop.position(),
                new InstanceHeartbeat(
                        instance.id(),
                        instance.service(),
                        sequence,
                        lease,
                        told.counters(),
                        told.openRequestsBefore(),
                        told.openRequests())));
    }

    /**
     * Whether a stop is announced and has not been withdrawn.
     *
     * @return false again once {@link #stop} was called
     */
    public synchronized boolean isStopAnnounced() {
        return announced != null;
    }

    /**
     * Whether {@link #stop} was called.
     *
     * @return true if no sign comes any more
     */
    public synchronized boolean hasStopped() {
        return stopped;
    }

    /**
     * Up to where the records of the journal may be told now: to the place of the next sign, or of the announced stop.
     *
     * @return a position of the journal
     */
    public synchronized long tellUntil() {
        Placed first = waiting.isEmpty() ? announced : waiting.peek();
        return first == null ? Long.MAX_VALUE : first.position();
    }

    /**
     * The oldest sign that is not published yet.
     *
     * @return empty if there is none
     */
    public synchronized Optional<Placed> next() {
        return Optional.ofNullable(waiting.peek());
    }

    /** The oldest sign is published. */
    public synchronized void published() {
        waiting.remove();
    }

    /**
     * How many signs are not published yet.
     *
     * @return a small number
     */
    public synchronized int pending() {
        return waiting.size();
    }

    private RequestCounters counters() {
        JournalCounts counts = journal.counts();
        return new RequestCounters(counts.begun(), counts.ended(), counts.unrecorded());
    }

    private Placed placeStop(StopReason reason, OpenListing open) {
        Placed stop = place(new InstanceStopped(
                instance.id(),
                instance.service(),
                ++sequence,
                reason,
                counters(),
                Instant.ofEpochMilli(open.before()),
                open.phases()));
        journal.stopTold(reason.name());
        return stop;
    }

    /** What has ended by now, and so is not listed, stands before this place. */
    private Placed place(InstanceSign sign) {
        journal.signSequence(sequence);
        Placed placed = new Placed(journal.tailPosition(), sign);
        waiting.add(placed);
        journal.wake();
        return placed;
    }
}
