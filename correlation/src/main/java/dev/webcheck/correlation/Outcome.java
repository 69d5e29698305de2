package dev.webcheck.correlation;

/** How a request stands. */
public enum Outcome {
    /** It has begun, and nothing says that it is over. */
    IN_FLIGHT,
    /** A whole response arrived, whatever its status. */
    COMPLETED,
    /** The exchange failed. */
    FAILED,
    /** The caller cancelled it. */
    CANCELLED,
    /** A response arrived, but its body was never read or closed. */
    ABANDONED,
    /** Its process died before it ended. */
    CRASHED,
    /** Its end was lost; nobody can say. */
    UNKNOWN
}
