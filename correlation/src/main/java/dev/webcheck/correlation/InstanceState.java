package dev.webcheck.correlation;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What is known of an instance. Immutable.
 *
 * @param id the instance
 * @param service the service that it is a run of, once an event told it
 * @param standing whether it lives
 * @param heard where and when it was heard
 * @param lease how long it may be silent
 * @param sign what its latest sign told
 * @param begins the requests that it has begun
 * @param pending the verdicts on its open requests that are yet to be reached
 */
public record InstanceState(
        UUID id,
        Optional<String> service,
        Standing standing,
        Heard heard,
        Lease lease,
        Sign sign,
        Begins begins,
        Optional<PendingVerdicts> pending) {

    /** How many deaths that gave way are kept; those that gave way first are forgotten first. */
    public static final int REPLACED_KEPT = 20;

    /**
     * Whether it lives.
     *
     * @return its life
     */
    public Life life() {
        return standing.life();
    }

    /**
     * What its death rests on, while it is believed to be dead.
     *
     * @return the detector
     */
    public Optional<Detector> death() {
        return life().death(sign.stopReason());
    }

    /**
     * The same instance with another service.
     *
     * @param service as in the record
     * @return the instance
     */
    public InstanceState withService(Optional<String> service) {
        return new InstanceState(id, service, standing, heard, lease, sign, begins, pending);
    }

    /**
     * The same instance with another standing.
     *
     * @param standing as in the record
     * @return the instance
     */
    public InstanceState withStanding(Standing standing) {
        return new InstanceState(id, service, standing, heard, lease, sign, begins, pending);
    }

    /**
     * The same instance with another time of having been heard.
     *
     * @param heard as in the record
     * @return the instance
     */
    public InstanceState withHeard(Heard heard) {
        return new InstanceState(id, service, standing, heard, lease, sign, begins, pending);
    }

    /**
     * The same instance with another lease.
     *
     * @param lease as in the record
     * @return the instance
     */
    public InstanceState withLease(Lease lease) {
        return new InstanceState(id, service, standing, heard, lease, sign, begins, pending);
    }

    /**
     * The same instance with another sign.
     *
     * @param sign as in the record
     * @return the instance
     */
    public InstanceState withSign(Sign sign) {
        return new InstanceState(id, service, standing, heard, lease, sign, begins, pending);
    }

    /**
     * The same instance with other begins.
     *
     * @param begins as in the record
     * @return the instance
     */
    public InstanceState withBegins(Begins begins) {
        return new InstanceState(id, service, standing, heard, lease, sign, begins, pending);
    }

    /**
     * The same instance with other pending verdicts.
     *
     * @param pending as in the record
     * @return the instance
     */
    public InstanceState withPending(Optional<PendingVerdicts> pending) {
        return new InstanceState(id, service, standing, heard, lease, sign, begins, pending);
    }

    /**
     * Whether an instance lives, and what was believed of it before.
     *
     * @param life whether it lives
     * @param verdictAt when it was found dead or stopped, by the broker's clock
     * @param replaced its deaths that gave way to better evidence, oldest first: the latest {@value #REPLACED_KEPT}
     */
    public record Standing(Life life, Optional<Instant> verdictAt, List<ReplacedDeath> replaced) {

        /** It lives, and was never believed to be dead. */
        public static final Standing ALIVE = new Standing(Life.ALIVE, Optional.empty(), List.of());
    }

    /**
     * Where and when an instance was heard.
     *
     * @param partition the partition of the topic in which it was heard last
     * @param tick the tick of that partition at which its lease was renewed last
     * @param firstAt when its first event arrived, by the broker's clock
     * @param lastAt when its latest event arrived, by the broker's clock
     */
    public record Heard(int partition, long tick, Instant firstAt, Instant lastAt) {}

    /**
     * How long an instance may be silent.
     *
     * @param ticks the lease that its latest sign told, in ticks
     * @param longestSilence the longest silence after which a new request took a presumed death back, since the latest sign, in
     *     ticks
     */
    public record Lease(int ticks, int longestSilence) {

        /**
         * How many ticks of silence it takes until the instance is presumed dead. An instance that keeps no lease and yet lives,
         * which is one without heartbeats, is given twice the longest silence from which it has come back.
         *
         * @return the lease, in ticks
         */
        public int effectiveTicks() {
            return Math.max(ticks, 2 * longestSilence);
        }
    }

    /**
     * The latest heartbeat or stop, the one with the highest sequence.
     *
     * @param sequence its number, 0 while there has been none
     * @param stopReason why the instance stopped, where it did
     * @param counters the counters of the instance
     * @param openRequestsBefore the bound up to which {@code openRequests} is complete
     * @param openRequests the requests from before that bound which were open, each with how far it had come, where that was
     *     told
     */
    public record Sign(
            long sequence,
            Optional<StopReason> stopReason,
            RequestCounters counters,
            Instant openRequestsBefore,
            Map<UUID, Optional<RequestPhase>> openRequests) {

        /** No sign has arrived. */
        public static final Sign NONE =
                new Sign(0, Optional.empty(), new RequestCounters(0, 0, 0), Instant.EPOCH, Map.of());

        /**
         * Whether no sign has arrived.
         *
         * @return true for {@link #NONE}
         */
        public boolean isNone() {
            return sequence == 0;
        }
    }

    /**
     * The requests that an instance has begun.
     *
     * @param lastAt the latest start of one, by the instance's clock, but not after the broker's time of the begin
     * @param recorded how many of its begins are recorded; empty if they were not counted from the first one on
     * @param overdueBefore the deadline has decided every open request that started before this time; the epoch if it has decided
     *     none
     */
    public record Begins(Optional<Instant> lastAt, OptionalLong recorded, Instant overdueBefore) {

        /** None. */
        public static final Begins NONE = new Begins(Optional.empty(), OptionalLong.of(0), Instant.EPOCH);

        /**
         * The same begins with another latest start.
         *
         * @param latest the latest start of a request
         * @return the begins
         */
        public Begins withLastAt(Instant latest) {
            return new Begins(Optional.of(latest), recorded, overdueBefore);
        }

        /**
         * The same begins with another count of recorded ones.
         *
         * @param count how many are recorded
         * @return the begins
         */
        public Begins withRecorded(long count) {
            return new Begins(lastAt, OptionalLong.of(count), overdueBefore);
        }

        /**
         * The same begins with another bound of the deadline.
         *
         * @param bound up to where the deadline has decided
         * @return the begins
         */
        public Begins withOverdueBefore(Instant bound) {
            return new Begins(lastAt, recorded, bound);
        }
    }

    /**
     * A death that gave way to better evidence: that the instance lives, or for its death.
     *
     * @param detector what it rested on
     * @param at when it was found, by the broker's clock
     * @param takenBackAt when the better evidence came, by the broker's clock
     */
    public record ReplacedDeath(Detector detector, Instant at, Instant takenBackAt) {}
}
