package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.InstanceState.Heard;
import dev.webcheck.correlation.Life;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.event.EventLimits;
import java.time.Duration;
import java.util.Map;

/**
 * When the silence of an instance counts as its death. Nothing else says so; the condition by which the store looks for instances that
 * may expire is tested against this class.
 */
final class LeaseRule {

    /** For instances of which no heartbeat has told another. */
    static final Duration DEFAULT_LEASE = Duration.ofSeconds(10);

    /** The longest that a heartbeat may ask for. */
    private static final int LONGEST_LEASE_TICKS = Ticks.of(Duration.ofMillis(EventLimits.MAX_LEASE_MILLIS));

    private LeaseRule() {}

    /** It has been silent for longer than its lease. */
    static boolean isExpired(InstanceState instance, PartitionClock clock) {
        return instance.life() == Life.ALIVE
                && instance.heard().partition() == clock.partition()
                && isOver(instance.heard(), instance.lease().effectiveTicks(), clock.ticks());
    }

    /** Whether so many ticks make it expire if it stays silent. */
    static boolean mayExpire(InstanceState instance, Map<Integer, Long> ticks, Map<Integer, PartitionClock> clocks) {
        return mayExpire(instance, instance.lease().effectiveTicks(), ticks, clocks);
    }

    /**
     * Whether so many ticks may make it expire if it is heard in between, when it may be given a shorter lease and go on in another
     * partition.
     */
    static boolean mayExpire(
            InstanceState instance, Signs signs, Map<Integer, Long> ticks, Map<Integer, PartitionClock> clocks) {
        int lease = Math.min(instance.lease().effectiveTicks(), signs.leaseTicks());
        boolean goesOnAndExpires =
                signs.ofLife() && ticks.values().stream().anyMatch(further -> isOver(0, lease, further));
        return (instance.life() == Life.ALIVE && goesOnAndExpires) || mayExpire(instance, lease, ticks, clocks);
    }

    private static boolean mayExpire(
            InstanceState instance, int lease, Map<Integer, Long> ticks, Map<Integer, PartitionClock> clocks) {
        int partition = instance.heard().partition();
        PartitionClock clock = clocks.get(partition);
        long further = ticks.getOrDefault(partition, 0L);
        return instance.life() == Life.ALIVE
                && clock != null
                && further > 0
                && isOver(instance.heard(), lease, clock.ticks() + further);
    }

    private static boolean isOver(Heard heard, int lease, long tick) {
        return isOver(heard.tick(), lease, tick);
    }

    /** A tick may follow at once, so a full tick more is waited for. */
    private static boolean isOver(long heardTick, int lease, long tick) {
        return heardTick + lease < tick;
    }

    /**
     * The longest silence, in ticks, that an instance is known to have come back from, once it does again. No more than half of what
     * its lease may be, for it is given twice as much.
     */
    static int longestSilence(InstanceState instance, PartitionClock clock, Rules rules) {
        Heard was = instance.heard();
        long longerThanLease = instance.lease().effectiveTicks() + 1L;
        // the ticks of another partition say nothing of this silence
        long silence = was.partition() == clock.partition()
                ? Math.max(longerThanLease, clock.ticks() - was.tick())
                : longerThanLease;
        int longestLease = rules.deadline()
                .filter(deadline -> instance.sign().isNone())
                .map(Ticks::of)
                .orElse(LONGEST_LEASE_TICKS);
        return (int) Math.min(silence, longestLease / 2);
    }
}
