package dev.webcheck.store.read.count;

/** What websites are ranked by, the highest first. */
public enum WebsiteOrder {
    /** By how many requests. */
    REQUESTS,
    /** By how many of them failed; websites of which none did are left out. */
    FAILURES,
    /** By how many of their processes died; websites of which none did are left out. */
    CRASHES,
    /** By how long 95 percent of those with an end took at most; websites without any are left out. */
    LATENCY
}
