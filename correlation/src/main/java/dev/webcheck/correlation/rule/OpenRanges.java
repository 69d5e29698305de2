package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.InstanceState.Sign;
import dev.webcheck.correlation.batch.OpenRange;
import dev.webcheck.event.RequestIds;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Which open requests of an instance a batch may decide: the other side of {@link Verdicts}. What is left out here, no verdict is
 * asked for.
 */
final class OpenRanges {

    /** Above every request id. */
    private static final UUID ALL = new UUID(-1, -1);

    private OpenRanges() {}

    /**
     * What a batch needs of an instance that it touches.
     *
     * @param signs what the batch has of it
     * @param mayExpire whether it may expire within the batch
     */
    static OpenRange of(InstanceState instance, Signs signs, boolean mayExpire, Rules rules) {
        boolean mayChange = mayExpire || mayChange(instance, signs);
        return new OpenRange(
                instance.id(),
                RequestIds.lowest(decidedBefore(instance, signs)),
                mayChange ? ALL : RequestIds.lowest(mayDecideBefore(instance, signs, rules)),
                listed(instance.sign(), signs, mayChange));
    }

    /** Whether its events may change its life or, with its first sign, the rule for its requests. */
    private static boolean mayChange(InstanceState instance, Signs signs) {
        if (signs.stopped() || (signs.any() && isSilent(instance))) {
            return true;
        }
        return switch (instance.life()) {
            case ALIVE -> false;
            case PRESUMED_DEAD -> signs.ofLife();
            case STOPPED -> signs.any();
        };
    }

    /**
     * Open requests from before this time have a verdict that no further sign changes unless it lists them, or has a lower bound,
     * for a clock that was set back.
     */
    private static Instant decidedBefore(InstanceState instance, Signs signs) {
        if (isSilent(instance)) {
            return signs.any() ? Instant.EPOCH : instance.begins().overdueBefore();
        }
        return earlier(instance.sign().openRequestsBefore(), signs.lowestBound());
    }

    private static Instant mayDecideBefore(InstanceState instance, Signs signs, Rules rules) {
        if (signs.any()) {
            return later(signs.openRequestsBefore(), instance.sign().openRequestsBefore());
        }
        Instant lastBegunAt = later(signs.begunAt(), instance.begins().lastAt().orElse(Instant.EPOCH));
        return DeadlineRule.overdueBefore(instance, lastBegunAt, rules).orElse(Instant.EPOCH);
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

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
