package dev.webcheck.store.write;

import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
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
 * @param indivisible whether the batch is a single arrival, which has to be stored however much it touches
 */
public record Footprint(
        Map<Integer, Long> ticks,
        Map<UUID, Signs> instances,
        Set<UUID> requests,
        Optional<Duration> deadline,
        boolean indivisible) {

    /**
     * What a batch has of one instance that may decide its open requests.
     *
     * @param openRequestsBefore the latest bound among its signs; the epoch if there are none
     * @param lowestBound the earliest bound among them; {@link Instant#MAX} if there are none
     * @param leaseTicks the shortest lease among them, in ticks; {@link Integer#MAX_VALUE} if there are none
     * @param stopped whether one of them is a stop
     * @param listed the requests that any of them lists as open
     * @param listedByAll the requests that each of them lists as open
     * @param begunAt the latest start of a request that the instance begins; the epoch if there are none
     */
    public record Signs(
            Instant openRequestsBefore,
            Instant lowestBound,
            int leaseTicks,
            boolean stopped,
            Set<UUID> listed,
            Set<UUID> listedByAll,
            Instant begunAt) {

        /** Nothing. */
        public static final Signs NONE =
                new Signs(Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE, false, Set.of(), Set.of(), Instant.EPOCH);

        /**
         * What a batch has.
         *
         * @param signs the heartbeats and stops of the instance
         * @param leaseTicks the shortest lease among them, in ticks; {@link Integer#MAX_VALUE} if there is none
         * @param begunAt the latest start of a request that the instance begins; the epoch if there are none
         * @return the summary
         */
        public static Signs of(Collection<? extends InstanceSign> signs, int leaseTicks, Instant begunAt) {
            if (signs.isEmpty()) {
                return new Signs(
                        NONE.openRequestsBefore, NONE.lowestBound, leaseTicks, false, Set.of(), Set.of(), begunAt);
            }
            Set<UUID> listed = new HashSet<>();
            Set<UUID> listedByAll = new HashSet<>(signs.iterator().next().openRequests());
            for (InstanceSign sign : signs) {
                listed.addAll(sign.openRequests());
                listedByAll.removeIf(id -> !sign.openRequests().contains(id));
            }
            Comparator<Instant> byTime = Comparator.naturalOrder();
            return new Signs(
                    signs.stream()
                            .map(InstanceSign::openRequestsBefore)
                            .max(byTime)
                            .orElseThrow(),
                    signs.stream()
                            .map(InstanceSign::openRequestsBefore)
                            .min(byTime)
                            .orElseThrow(),
                    leaseTicks,
                    signs.stream().anyMatch(InstanceStopped.class::isInstance),
                    listed,
                    listedByAll,
                    begunAt);
        }

        /**
         * Whether there is a heartbeat or a stop.
         *
         * @return false if all that is known is begins
         */
        public boolean any() {
            return lowestBound.isBefore(Instant.MAX);
        }
    }
}
