package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.event.RequestIds;
import java.time.Instant;
import java.util.Optional;

/**
 * When a request lies so far behind the latest of its instance that its end counts as lost. Only where the instance has never sent a
 * sign, for signs tell which of its requests are open. Nothing else says so.
 */
final class DeadlineRule {

    private DeadlineRule() {}

    static boolean isOverdue(RequestState request, InstanceState instance, Rules rules) {
        return overdueBefore(instance, rules)
                .map(bound -> RequestIds.startedAt(request.id()).isBefore(bound))
                .orElse(false);
    }

    /** Before what time a request must have started so that the deadline decides it, where it does. */
    static Optional<Instant> overdueBefore(InstanceState instance, Rules rules) {
        return instance.begins().lastAt().flatMap(last -> overdueBefore(instance, last, rules));
    }

    /** Before what time, if the latest request of the instance began then. */
    static Optional<Instant> overdueBefore(InstanceState instance, Instant lastBegunAt, Rules rules) {
        return instance.sign().isNone() ? rules.deadline().map(lastBegunAt::minus) : Optional.empty();
    }
}
