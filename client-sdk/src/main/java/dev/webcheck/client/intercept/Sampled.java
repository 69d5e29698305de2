package dev.webcheck.client.intercept;

/** Whether the requests of a call are recorded. */
enum Sampled {
    YES,
    NO,
    /** That depends on the trace of its first request, which is not known yet. */
    UNDECIDED
}
