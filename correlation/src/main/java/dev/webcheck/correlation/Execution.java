package dev.webcheck.correlation;

import dev.webcheck.event.RequestPhase;
import java.util.Optional;

/** Whether a request that came to no good end may have been executed all the same. */
public enum Execution {
    /** Proven: no byte of it has left the process, or HTTP guarantees that the server has not processed it. */
    NOT_SENT,
    /** Some of it may have left, and what became of that is not known. */
    POSSIBLY_EXECUTED,
    /** Its answer had begun to arrive, but was not received as a whole. */
    EXECUTED_ANSWER_LOST;

    /** The error type of a request that HTTP guarantees not to have been processed (RFC 9113, section 8.7). */
    private static final String NOT_PROCESSED = "not_processed";

    /**
     * Whether a request may have been executed that has told its end, or has not.
     *
     * @param outcome how the request stands
     * @param detector what that rests on, where it is not its end
     * @param phase how far it had come, where that is known
     * @param errorType what made it fail, where its end says so
     * @return empty for outcomes that leave nothing to ask: it is in flight, or its response arrived
     */
    public static Optional<Execution> of(
            Outcome outcome, Optional<Detector> detector, Optional<RequestPhase> phase, Optional<String> errorType) {
        boolean refused = outcome == Outcome.FAILED
                && errorType.equals(Optional.of(NOT_PROCESSED))
                && !phase.equals(Optional.of(RequestPhase.READING));
        return refused ? Optional.of(NOT_SENT) : of(outcome, detector, phase);
    }

    /**
     * Whether a request may have been executed. A phase before sending proves that it was not only where it was the last:
     * where the request's own end tells it, or the journal of a process that is dead. An instance that says itself that it
     * stops runs on after saying so.
     *
     * @param outcome how the request stands
     * @param detector what that rests on, where it is not its end
     * @param phase how far it had come, where that is known
     * @return empty for outcomes that leave nothing to ask: it is in flight, or its response arrived
     */
    public static Optional<Execution> of(Outcome outcome, Optional<Detector> detector, Optional<RequestPhase> phase) {
        return switch (outcome) {
            case FAILED, CANCELLED -> Optional.of(after(phase, true));
            case CRASHED, UNKNOWN -> Optional.of(after(phase, detector.equals(Optional.of(Detector.JOURNAL))));
            case IN_FLIGHT, COMPLETED, ABANDONED -> Optional.empty();
        };
    }

    private static Execution after(Optional<RequestPhase> phase, boolean isLast) {
        if (phase.isEmpty()) {
            return POSSIBLY_EXECUTED;
        }
        return switch (phase.get()) {
            case LEASING, CONNECTING -> isLast ? NOT_SENT : POSSIBLY_EXECUTED;
            case SENDING, AWAITING -> POSSIBLY_EXECUTED;
            case READING -> EXECUTED_ANSWER_LOST;
        };
    }
}
