package dev.webcheck.correlation.rule;

import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

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
record Signs(
        Instant openRequestsBefore,
        Instant lowestBound,
        int leaseTicks,
        boolean stopped,
        Set<UUID> listed,
        Set<UUID> listedByAll,
        Instant begunAt) {

    /** Nothing. */
    static final Signs NONE = begun(Instant.EPOCH);

    /** No sign, but begins, the latest of which started then. */
    static Signs begun(Instant begunAt) {
        return new Signs(Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE, false, Set.of(), Set.of(), begunAt);
    }

    /**
     * Some heartbeats and stops.
     *
     * @param begunAt the latest start of a request that the instance begins; the epoch if there are none
     */
    static Signs of(Collection<? extends InstanceSign> signs, Instant begunAt) {
        if (signs.isEmpty()) {
            return begun(begunAt);
        }
        Set<UUID> listed = new HashSet<>();
        Set<UUID> listedByAll = new HashSet<>(signs.iterator().next().openRequests());
        for (InstanceSign sign : signs) {
            listed.addAll(sign.openRequests());
            listedByAll.removeIf(id -> !sign.openRequests().contains(id));
        }
        Comparator<Instant> byTime = Comparator.naturalOrder();
        return new Signs(
                signs.stream().map(InstanceSign::openRequestsBefore).max(byTime).orElseThrow(),
                signs.stream().map(InstanceSign::openRequestsBefore).min(byTime).orElseThrow(),
                shortestLease(signs),
                signs.stream().anyMatch(InstanceStopped.class::isInstance),
                listed,
                listedByAll,
                begunAt);
    }

    private static int shortestLease(Collection<? extends InstanceSign> signs) {
        return signs.stream()
                .filter(InstanceHeartbeat.class::isInstance)
                .mapToInt(sign -> Ticks.of(((InstanceHeartbeat) sign).lease()))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Whether there is a heartbeat or a stop. */
    boolean any() {
        return lowestBound.isBefore(Instant.MAX);
    }

    /** Whether there is a sign, or a begin, which may renew the lease. */
    boolean ofLife() {
        return any() || begunAt.isAfter(Instant.EPOCH);
    }
}
