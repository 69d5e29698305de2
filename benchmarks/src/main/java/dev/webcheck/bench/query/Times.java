package dev.webcheck.bench.query;

import java.util.Arrays;

/**
 * How long the same took many times.
 *
 * @param sorted in nanoseconds, the shortest first, at least one
 */
record Times(long[] sorted) {

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
