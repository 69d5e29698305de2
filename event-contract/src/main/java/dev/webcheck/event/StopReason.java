package dev.webcheck.event;

/** Why an instance stopped. */
public enum StopReason {
    /** The process is going down in order, and says so itself: requests that are still open die with it. */
    SHUTDOWN,
    /** The SDK was closed while its process lives on: the ends of requests that are still open will not be told. */
    CLOSED,
    /** The process died without a word; whoever found its journal says so. */
    DIED
}
