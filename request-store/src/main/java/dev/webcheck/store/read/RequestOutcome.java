package dev.webcheck.store.read;

/** What became of a request, as far as is known. */
public enum RequestOutcome {
    /** It has left and has no end yet. */
    IN_FLIGHT,
    /** A whole response arrived, whatever its status. */
    COMPLETED,
    /** The exchange failed; the error type says how. */
    FAILED,
    /** The caller cancelled it. */
    CANCELLED,
    /** A response arrived, but its body was never read or closed. */
    ABANDONED,
    /** Its process died before its end. */
    CRASHED,
    /** Its end was lost. */
    UNKNOWN
}
