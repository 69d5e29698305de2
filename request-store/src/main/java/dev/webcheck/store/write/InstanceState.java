package dev.webcheck.store.write;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import dev.webcheck.store.Detector;
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
 * @param life whether it lives
 * @param heard where and when it was heard
 * @param leaseTicks the lease that its latest sign told, in ticks
 * @param longestSilence the longest silence after which a new request took a presumed death back, since the latest sign, in ticks
 * @param sign what its latest sign told
 * @param verdictAt when it was found dead or stopped, by the broker's clock
 * @param lastBegunAt the latest start of a request that it has begun, by its own clock, but not after the broker's time of
 *     the begin
 * @param replacedDeaths its deaths that gave way to better evidence, oldest first: the latest {@value #REPLACED_KEPT}
 * @param recorded how many of its begins are recorded; empty if they were not counted from the first one on
 * @param overdueBefore the deadline has decided every open request that started before this time; the epoch if it has decided none
 * @param pending the verdicts on its open requests that are yet to be reached
 */
public record InstanceState(
        UUID id,
        Optional<String> service,
        Life life,
        Heard heard,
        int leaseTicks,
        int longestSilence,
        Sign sign,
        Optional<Instant> verdictAt,
        Optional<Instant> lastBegunAt,
        List<ReplacedDeath> replacedDeaths,
        OptionalLong recorded,
        Instant overdueBefore,
        Optional<PendingVerdicts> pending) {

    /** How many deaths that gave way are kept; those that gave way first are forgotten first. */
    public static final int REPLACED_KEPT = 20;

    /**
     * What its death rests on, while it is believed to be dead. Of one that was closed nothing is known: its process lives on.
     *
     * @return the detector
     */
    public Optional<Detector> death() {
        return switch (life) {
            case ALIVE -> Optional.empty();
            case PRESUMED_DEAD -> Optional.of(Detector.LEASE);
            case STOPPED ->
                switch (sign.stopReason().orElseThrow()) {
                    case SHUTDOWN -> Optional.of(Detector.STOPPED);
                    case CLOSED -> Optional.empty();
                    case DIED -> Optional.of(Detector.JOURNAL);
                };
        };
    }

    /**
     * How many ticks of silence it takes until it is presumed dead. An instance that keeps no lease and yet lives, which is one
     * without heartbeats, is given twice the longest silence from which it has come back.
     *
     * @return the lease, in ticks
     */
    public int effectiveLeaseTicks() {
        return Math.max(leaseTicks, 2 * longestSilence);
    }

    /**
     * The same instance with another service.
     *
     * @param service as in the record
     * @return the instance
     */
    public InstanceState withService(Optional<String> service) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /**
     * The same instance with another life.
     *
     * @param life as in the record
     * @param verdictAt as in the record
     * @return the instance
     */
    public InstanceState withLife(Life life, Optional<Instant> verdictAt) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /**
     * The same instance with another time of having been heard.
     *
     * @param heard as in the record
     * @return the instance
     */
    public InstanceState withHeard(Heard heard) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /**
     * The same instance with another lease.
     *
     * @param leaseTicks as in the record
     * @param longestSilence as in the record
     * @return the instance
     */
    public InstanceState withLease(int leaseTicks, int longestSilence) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /**
     * The same instance with another sign.
     *
     * @param sign as in the record
     * @return the instance
     */
    public InstanceState withSign(Sign sign) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /**
     * The same instance with another latest start of a request.
     *
     * @param lastBegunAt as in the record
     * @return the instance
     */
    public InstanceState withLastBegunAt(Optional<Instant> lastBegunAt) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /**
     * The same instance with other replaced deaths.
     *
     * @param replacedDeaths as in the record
     * @return the instance
     */
    public InstanceState withReplacedDeaths(List<ReplacedDeath> replacedDeaths) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /**
     * The same instance with another count of recorded begins.
     *
     * @param recorded as in the record
     * @return the instance
     */
    public InstanceState withRecorded(OptionalLong recorded) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /**
     * The same instance with another bound of the deadline.
     *
     * @param overdueBefore as in the record
     * @return the instance
     */
    public InstanceState withOverdueBefore(Instant overdueBefore) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /**
     * The same instance with other pending verdicts.
     *
     * @param pending as in the record
     * @return the instance
     */
    public InstanceState withPending(Optional<PendingVerdicts> pending) {
        return new InstanceState(
                id,
                service,
                life,
                heard,
                leaseTicks,
                longestSilence,
                sign,
                verdictAt,
                lastBegunAt,
                replacedDeaths,
                recorded,
                overdueBefore,
                pending);
    }

    /** Whether an instance lives. */
    public enum Life {
        /** It has been heard within its lease. */
        ALIVE,
        /** It has been silent for longer than its lease. */
        PRESUMED_DEAD,
        /** It said that it stops, or somebody who can know said that it died. */
        STOPPED
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
     * A death that gave way to better evidence: that the instance lives, or for its death.
     *
     * @param detector what it rested on
     * @param at when it was found, by the broker's clock
     * @param takenBackAt when the better evidence came, by the broker's clock
     */
    public record ReplacedDeath(Detector detector, Instant at, Instant takenBackAt) {}
}
