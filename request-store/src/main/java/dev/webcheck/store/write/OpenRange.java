package dev.webcheck.store.write;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.write.Footprint.Signs;
import dev.webcheck.store.write.InstanceState.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which of the open requests of an instance a batch may decide.
 *
 * @param instanceId the instance
 * @param below those below this id
 * @param settledBelow of those below this id, only what the deadline has not decided: it stays decided
 */
record OpenRange(UUID instanceId, UUID below, UUID settledBelow) {

    /** Above every request id. */
    private static final UUID ALL = new UUID(-1, -1);

    /** Below every request id. */
    private static final UUID NONE = new UUID(0, 0);

    /** What a batch needs of the instances that it touches. */
    static List<OpenRange> of(
            Footprint footprint, Map<Integer, PartitionClock> clocks, Map<UUID, InstanceState> instances) {
        List<OpenRange> ranges = new ArrayList<>();
        for (InstanceState instance : instances.values()) {
            Signs signs = footprint.instances().getOrDefault(instance.id(), Signs.NONE);
            UUID below = mayChange(instance, signs, footprint, clocks)
                    ? ALL
                    : RequestIds.lowest(decidedBefore(instance, signs, footprint.deadline()));
            if (!below.equals(NONE)) {
                ranges.add(new OpenRange(instance.id(), below, settledBelow(instance, signs, footprint.deadline())));
            }
        }
        return ranges;
    }

    /** Whether its life or, with its first sign, the rule for its requests may become another. */
    private static boolean mayChange(
            InstanceState instance, Signs signs, Footprint footprint, Map<Integer, PartitionClock> clocks) {
        return instance.life() != Life.ALIVE
                || signs.stopped()
                || (signs.any() && isSilent(instance))
                || mayExpire(instance, signs, footprint, clocks);
    }

    private static boolean mayExpire(
            InstanceState instance, Signs signs, Footprint footprint, Map<Integer, PartitionClock> clocks) {
        int partition = instance.heard().partition();
        PartitionClock clock = clocks.get(partition);
        if (clock == null) {
            return true;
        }
        long ticks = footprint.ticks().getOrDefault(partition, 0L);
        long lease = Math.min(instance.leaseTicks(), signs.leaseTicks());
        return ticks > 0 && instance.heard().tick() + lease < clock.ticks() + ticks;
    }

    /** A new sign may decide requests anew that the known one has decided, for a clock that was set back. */
    private static Instant decidedBefore(InstanceState instance, Signs signs, Optional<Duration> deadline) {
        if (signs.any()) {
            return later(signs.openRequestsBefore(), instance.sign().openRequestsBefore());
        }
        return isSilent(instance)
                ? overdueBefore(later(signs.begunAt(), lastBegunAt(instance)), deadline)
                : Instant.EPOCH;
    }

    private static UUID settledBelow(InstanceState instance, Signs signs, Optional<Duration> deadline) {
        return isSilent(instance) && !signs.any()
                ? RequestIds.lowest(overdueBefore(lastBegunAt(instance), deadline))
                : NONE;
    }

    /** It has never sent a sign, so its requests have nothing but the deadline. */
    private static boolean isSilent(InstanceState instance) {
        return instance.sign().isNone();
    }

    private static Instant lastBegunAt(InstanceState instance) {
        return instance.lastBegunAt().orElse(Instant.EPOCH);
    }

    private static Instant overdueBefore(Instant lastBegunAt, Optional<Duration> deadline) {
        return deadline.map(lastBegunAt::minus).orElse(Instant.EPOCH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
