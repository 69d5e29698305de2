package dev.webcheck.store.write;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of an instance. Immutable.
 *
 * @param id the instance
 * @param service the service that it is a run of, once an event told it
 * @param life whether it lives
 * @param heard where and when it was heard
 * @param leaseTicks how many ticks of silence it takes until it is presumed dead
 * @param sign what its latest sign told
 * @param verdictAt when it was found dead or stopped, by the broker's clock
 */
public record InstanceState(
        UUID id,
        Optional<String> service,
        Life life,
        Heard heard,
        int leaseTicks,
        Sign sign,
        Optional<Instant> verdictAt) {

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
    }
}
