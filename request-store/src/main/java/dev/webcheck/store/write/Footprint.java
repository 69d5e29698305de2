package dev.webcheck.store.write;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a batch of events touches, and so what has to be loaded before it is correlated.
 *
 * @param ticks how many ticks the batch holds of each partition that it has events or ticks of
 * @param instances the instances that it has events of, with what it has of their signs
 * @param requests the requests that it has events of
 * @param deadline how far behind the latest request of its instance a request without an end may lie, where the instance has
 *     never sent a sign; empty if that decides nothing
 */
public record Footprint(
        Map<Integer, Long> ticks, Map<UUID, Signs> instances, Set<UUID> requests, Optional<Duration> deadline) {

    /**
     * What a batch has of one instance that may decide its open requests.
     *
     * @param openRequestsBefore the latest bound among them; the epoch if there are none
     * @param leaseTicks the shortest lease among them, in ticks; {@link Integer#MAX_VALUE} if there are none
     * @param stopped whether one of them is a stop
     * @param begunAt the latest start of a request that the instance begins; the epoch if there are none
     */
    public record Signs(Instant openRequestsBefore, int leaseTicks, boolean stopped, Instant begunAt) {

        /** Nothing. */
        public static final Signs NONE = new Signs(Instant.EPOCH, Integer.MAX_VALUE, false, Instant.EPOCH);

        /**
         * A heartbeat.
         *
         * @param openRequestsBefore its bound
         * @param leaseTicks its lease, in ticks
         * @return these signs and the heartbeat
         */
        public Signs heartbeat(Instant openRequestsBefore, int leaseTicks) {
            return new Signs(
                    later(this.openRequestsBefore, openRequestsBefore),
                    Math.min(this.leaseTicks, leaseTicks),
                    stopped,
                    begunAt);
        }

        /**
         * A stop.
         *
         * @param openRequestsBefore its bound
         * @return these signs and the stop
         */
        public Signs stop(Instant openRequestsBefore) {
            return new Signs(later(this.openRequestsBefore, openRequestsBefore), leaseTicks, true, begunAt);
        }

        /**
         * A begin.
         *
         * @param startedAt the start of the request
         * @return these signs and the begin
         */
        public Signs begin(Instant startedAt) {
            return startedAt.isAfter(begunAt) ? new Signs(openRequestsBefore, leaseTicks, stopped, startedAt) : this;
        }

        /**
         * Whether there is a heartbeat or a stop.
         *
         * @return false if all that is known is begins
         */
        public boolean any() {
            return stopped || leaseTicks < Integer.MAX_VALUE;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}
