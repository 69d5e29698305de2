package dev.webcheck.worker.correlation;

import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.store.Detector;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.write.InstanceState;
import dev.webcheck.store.write.InstanceState.Sign;
import dev.webcheck.store.write.PendingVerdicts;
import dev.webcheck.store.write.RequestState;
import dev.webcheck.store.write.RequestState.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** How a request stands, by its own events and by what is known of its instance. */
final class Verdicts {

    private Verdicts() {}

    /**
     * The verdict on a request. A verdict that stays the same keeps the time at which it was first reached.
     *
     * @param at the broker's time of the arrival that asks for it
     */
    static Verdict on(RequestState request, InstanceState instance, Rules rules, Instant at) {
        Verdict now = request.end()
                .map(end -> Verdict.stated(end.outcome(), end.exchange().phase()))
                .orElseGet(() -> withoutEnd(request, instance, rules, at));
        Verdict before = request.verdict();
        return now.isSameAs(before) ? new Verdict(now.outcome(), now.detector(), before.at(), now.phase()) : now;
    }

    private static Verdict withoutEnd(RequestState request, InstanceState instance, Rules rules, Instant at) {
        if (isEndLost(request, instance.sign())) {
            return Verdict.found(Outcome.UNKNOWN, Detector.RECONCILED, at, Optional.empty());
        }
        if (isOverdue(request, instance, rules)) {
            return Verdict.found(Outcome.UNKNOWN, Detector.DEADLINE, at, Optional.empty());
        }
        return switch (instance.life()) {
            case ALIVE -> Verdict.IN_FLIGHT;
            case PRESUMED_DEAD -> Verdict.found(Outcome.CRASHED, Detector.LEASE, at, Optional.empty());
            case STOPPED -> stopped(request, instance.sign(), at);
        };
    }

    /** A sign tells every request from before its bound that is open; the ends of all others stand before it in the log. */
    private static boolean isEndLost(RequestState request, Sign sign) {
        return RequestIds.startedAt(request.id()).isBefore(sign.openRequestsBefore())
                && !sign.openRequests().containsKey(request.id());
    }

    private static boolean isOverdue(RequestState request, InstanceState instance, Rules rules) {
        return overdueBefore(instance, rules)
                .map(bound -> RequestIds.startedAt(request.id()).isBefore(bound))
                .orElse(false);
    }

    /** Before what time a request must have started so that the deadline decides it, where it does. */
    static Optional<Instant> overdueBefore(InstanceState instance, Rules rules) {
        return instance.sign().isNone()
                ? rules.deadline().flatMap(deadline -> instance.lastBegunAt().map(last -> last.minus(deadline)))
                : Optional.empty();
    }

    /**
     * A change of an instance decides no open request up to this id: the deadline has decided them, or both its signs say that their
     * ends are lost.
     */
    static UUID undecidedAfter(InstanceState before, InstanceState now) {
        if (before.sign().isNone()) {
            return now.sign().isNone() ? RequestIds.lowest(now.overdueBefore()) : PendingVerdicts.FROM_THE_FIRST;
        }
        Instant first = Stream.of(before.sign(), now.sign())
                .flatMap(sign -> Stream.concat(
                        Stream.of(sign.openRequestsBefore()),
                        sign.openRequests().keySet().stream().map(RequestIds::startedAt)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return RequestIds.lowest(first);
    }

    private static Verdict stopped(RequestState request, Sign stop, Instant at) {
        Optional<RequestPhase> phase = stop.openRequests().getOrDefault(request.id(), Optional.empty());
        return switch (stop.stopReason().orElseThrow()) {
            case SHUTDOWN -> Verdict.found(Outcome.CRASHED, Detector.STOPPED, at, phase);
            case CLOSED -> Verdict.found(Outcome.UNKNOWN, Detector.STOPPED, at, phase);
            case DIED -> Verdict.found(Outcome.CRASHED, Detector.JOURNAL, at, phase);
        };
    }
}
