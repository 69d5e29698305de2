package dev.webcheck.bench.sdk;

import java.util.concurrent.atomic.LongAdder;

/** How many requests have come through to the end of a candidate's way, in this process. */
final class Arrivals {

    private static final LongAdder REQUESTS = new LongAdder();

    private Arrivals() {}

    static void add(long requests) {
        REQUESTS.add(requests);
    }

    static long total() {
        return REQUESTS.sum();
    }
}
