package dev.webcheck.event;

/** How an instance saw a request of its own end. */
public enum EndOutcome {
    /** A whole response arrived, whatever its status. */
    COMPLETED,
    /** The exchange failed; the error type says how. */
    FAILED,
    /** The caller cancelled it. */
    CANCELLED,
    /** A response arrived, but its body was never read or closed. */
    ABANDONED
}
