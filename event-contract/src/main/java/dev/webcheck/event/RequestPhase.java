package dev.webcheck.event;

/** How far a request has come, in the order in which a request goes through them. */
public enum RequestPhase {
    /** It waits for a connection of the pool, or nothing has been done for it yet. */
    LEASING,
    /** A connection is being made for it: DNS, TCP, TLS. */
    CONNECTING,
    /** It is being written: from the first byte on that may leave the process. */
    SENDING,
    /** All of it has been written, and the head of the answer is waited for. */
    AWAITING,
    /** The head of the answer has arrived. */
    READING
}
