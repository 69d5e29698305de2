package dev.webcheck.client.compact;

import dev.webcheck.event.RequestPhase;
import java.util.Optional;

/** The phases as journals have them, which another version may have written. */
public final class PhaseCodes {

    private static final RequestPhase[] BY_CODE = {
        RequestPhase.LEASING, RequestPhase.CONNECTING, RequestPhase.SENDING, RequestPhase.AWAITING, RequestPhase.READING
    };

    private PhaseCodes() {}

    /**
     * The code of a phase.
     *
     * @param phase a phase
     * @return 0 for the first
     */
    public static byte of(RequestPhase phase) {
        return switch (phase) {
            case LEASING -> 0;
            case CONNECTING -> 1;
            case SENDING -> 2;
            case AWAITING -> 3;
            case READING -> 4;
        };
    }

    /**
     * The phase of a code.
     *
     * @param code any number
     * @return empty if no phase has it
     */
    public static Optional<RequestPhase> phase(int code) {
        return code >= 0 && code < BY_CODE.length ? Optional.of(BY_CODE[code]) : Optional.empty();
    }
}
