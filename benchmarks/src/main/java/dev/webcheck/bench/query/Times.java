package dev.webcheck.bench.query;

import java.util.Arrays;

/** How long the same took many times, at least once. This class is immutable. */
final class Times {

    /** In nanoseconds, the shortest first. */
    private final long[] sorted;

    private Times(long[] sorted) {
        this.sorted = sorted;
    }

    static Times of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Times(sorted);
    }

    /** The least time within which a part of them was over. */
    double millis(double part) {
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1e6;
    }
}
