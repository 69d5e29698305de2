package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.InstanceState.Sign;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.PendingVerdicts;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.RequestState.Verdict;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How a request stands, by its own events and by what is known of its instance. A rule that decides requests by anything but their own
 * events belongs into {@link OpenRanges} as well: requests that are not loaded are not asked about.
 */
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
        if (DeadlineRule.isOverdue(request, instance, rules)) {
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

    /**
     * A change of an instance decides no open request up to this id: the deadline has decided them, or both its signs say that their
     * ends are lost.
     */
    static UUID undecidedAfter(InstanceState before, InstanceState now) {
        if (before.sign().isNone()) {
            return now.sign().isNone()
                    ? RequestIds.lowest(now.begins().overdueBefore())
                    : PendingVerdicts.FROM_THE_FIRST;
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
