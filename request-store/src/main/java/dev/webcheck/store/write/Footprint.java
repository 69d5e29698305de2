package dev.webcheck.store.write;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a batch of events touches, and so what has to be loaded before it is correlated.
 *
 * @param ticks how many ticks the batch holds of each partition that it has events or ticks of
 * @param instances the instances that it has events of, with what it has of their signs
 * @param requests the requests that it has events of
 */
public record Footprint(Map<Integer, Long> ticks, Map<UUID, Signs> instances, Set<UUID> requests) {

    /**
     * The signs of one instance in a batch.
     *
     * @param openRequestsBefore the latest bound among them; the epoch if there are none
     * @param leaseTicks the shortest lease among them, in ticks; {@link Integer#MAX_VALUE} if there are none
     * @param stopped whether one of them is a stop
     */
    public record Signs(Instant openRequestsBefore, int leaseTicks, boolean stopped) {

        /** No sign. */
        public static final Signs NONE = new Signs(Instant.EPOCH, Integer.MAX_VALUE, false);

        /**
         * These and those.
         *
         * @param other further signs of the same instance
         * @return what holds of all
         */
        public Signs and(Signs other) {
            return new Signs(
                    openRequestsBefore.isAfter(other.openRequestsBefore)
                            ? openRequestsBefore
                            : other.openRequestsBefore,
                    Math.min(leaseTicks, other.leaseTicks),
                    stopped || other.stopped);
        }
    }
}
