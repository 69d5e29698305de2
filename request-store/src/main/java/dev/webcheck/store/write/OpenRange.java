package dev.webcheck.store.write;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.write.Footprint.Signs;
import dev.webcheck.store.write.InstanceState.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which of the open requests of an instance a batch may decide. All others keep their verdict, whatever the batch holds.
 *
 * @param instanceId the instance
 * @param above those above this id
 * @param below and below this one
 * @param listed and these, wherever they are
 */
record OpenRange(UUID instanceId, UUID above, UUID below, Set<UUID> listed) {

    /** Above every request id. */
    private static final UUID ALL = new UUID(-1, -1);

    /** What a batch needs of an instance that it touches. */
    static OpenRange of(InstanceState instance, Footprint footprint, Map<Integer, PartitionClock> clocks) {
        Signs signs = footprint.instances().getOrDefault(instance.id(), Signs.NONE);
        boolean mayChange = mayChange(instance, signs, footprint, clocks);
        return new OpenRange(
                instance.id(),
                RequestIds.lowest(decidedBefore(instance, signs)),
                mayChange ? ALL : RequestIds.lowest(mayDecideBefore(instance, signs, footprint.deadline())),
                listed(instance.sign(), signs, mayChange));
    }

    boolean isEmpty() {
        return Columns.UUID_ORDER.compare(above, below) >= 0;
    }

    /** Whether its life or, with its first sign, the rule for its requests may become another. */
    private static boolean mayChange(
            InstanceState instance, Signs signs, Footprint footprint, Map<Integer, PartitionClock> clocks) {
        if (signs.stopped() || (signs.any() && isSilent(instance))) {
            return true;
        }
        return switch (instance.life()) {
            case ALIVE -> mayExpire(instance, signs, footprint, clocks);
            case PRESUMED_DEAD -> goesOn(signs);
            case STOPPED -> signs.any();
        };
    }

    /** Ticks of the partition in which it was heard last, and of one in which it goes on, may make its lease run out. */
    private static boolean mayExpire(
            InstanceState instance, Signs signs, Footprint footprint, Map<Integer, PartitionClock> clocks) {
        long lease = Math.min(instance.effectiveLeaseTicks(), signs.leaseTicks());
        if (goesOn(signs) && footprint.ticks().values().stream().anyMatch(ticks -> ticks > lease)) {
            return true;
        }
        int partition = instance.heard().partition();
        PartitionClock clock = clocks.get(partition);
        long ticks = footprint.ticks().getOrDefault(partition, 0L);
        return clock != null && ticks > 0 && instance.heard().tick() + lease < clock.ticks() + ticks;
    }

    private static boolean goesOn(Signs signs) {
        return signs.any() || signs.begunAt().isAfter(Instant.EPOCH);
    }

    /**
     * Open requests from before this time have a verdict that no further sign changes unless it lists them, or has a lower bound,
     * for a clock that was set back.
     */
    private static Instant decidedBefore(InstanceState instance, Signs signs) {
        if (isSilent(instance)) {
            return signs.any() ? Instant.EPOCH : instance.overdueBefore();
        }
        return earlier(instance.sign().openRequestsBefore(), signs.lowestBound());
    }

    private static Instant mayDecideBefore(InstanceState instance, Signs signs, Optional<Duration> deadline) {
        if (signs.any()) {
            return later(signs.openRequestsBefore(), instance.sign().openRequestsBefore());
        }
        return isSilent(instance)
                ? overdueBefore(later(signs.begunAt(), instance.lastBegunAt().orElse(Instant.EPOCH)), deadline)
                : Instant.EPOCH;
    }

    /** What every sign lists is in flight while the instance lives. */
    private static Set<UUID> listed(Sign sign, Signs signs, boolean mayChange) {
        if (!signs.any() && !mayChange) {
            return Set.of();
        }
        Set<UUID> listed = new HashSet<>(sign.openRequests().keySet());
        listed.addAll(signs.listed());
        if (!mayChange) {
            listed.removeIf(id ->
                    sign.openRequests().containsKey(id) && signs.listedByAll().contains(id));
        }
        return listed;
    }

    /** It has never sent a sign, so its requests have nothing but the deadline. */
    private static boolean isSilent(InstanceState instance) {
        return instance.sign().isNone();
    }

    private static Instant overdueBefore(Instant lastBegunAt, Optional<Duration> deadline) {
        return deadline.map(lastBegunAt::minus).orElse(Instant.EPOCH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
