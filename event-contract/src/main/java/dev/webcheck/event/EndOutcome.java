package dev.webcheck.event;

/** How an instance saw a request of its own end. */
public enum EndOutcome {
    /** The server has answered, whatever the status, and nobody broke off the answer. */
    COMPLETED,
    /** The exchange failed; the error type says how. */
    FAILED,
    /** Its own side gave it up: the caller, its thread, or whoever closed the client. */
    CANCELLED,
    /** A response arrived, but its body was never read or closed. */
    ABANDONED
}
