package dev.webcheck.worker.correlation;

import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.store.Detector;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.write.InstanceState;
import dev.webcheck.store.write.InstanceState.Sign;
import dev.webcheck.store.write.RequestState;
import dev.webcheck.store.write.RequestState.Verdict;
import java.time.Instant;
import java.util.Optional;

/** How a request stands, by its own events and by what is known of its instance. */
final class Verdicts {

    private Verdicts() {}

    /**
     * The verdict on a request. A verdict that stays the same keeps the time at which it was first reached.
     *
     * @param at the broker's time of the arrival that asks for it
     */
    static Verdict on(RequestState request, InstanceState instance, Instant at) {
        Verdict now = request.end()
                .map(end -> Verdict.stated(end.outcome(), end.exchange().phase()))
                .orElseGet(() -> withoutEnd(request, instance, at));
        Verdict before = request.verdict();
        boolean same = now.outcome() == before.outcome() && now.detector().equals(before.detector());
        return same ? new Verdict(now.outcome(), now.detector(), before.at(), now.phase()) : now;
    }

    private static Verdict withoutEnd(RequestState request, InstanceState instance, Instant at) {
        if (isEndLost(request, instance.sign())) {
            return Verdict.found(Outcome.UNKNOWN, Detector.RECONCILED, at, Optional.empty());
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

    private static Verdict stopped(RequestState request, Sign stop, Instant at) {
        Optional<RequestPhase> phase = stop.openRequests().getOrDefault(request.id(), Optional.empty());
        return switch (stop.stopReason().orElseThrow()) {
            case SHUTDOWN -> Verdict.found(Outcome.CRASHED, Detector.STOPPED, at, phase);
            case CLOSED -> Verdict.found(Outcome.UNKNOWN, Detector.STOPPED, at, phase);
            case DIED -> Verdict.found(Outcome.CRASHED, Detector.JOURNAL, at, phase);
        };
    }
}
