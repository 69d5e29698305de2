package dev.webcheck.store.read;

import dev.webcheck.store.DurationBuckets;
import java.util.Arrays;
import java.util.Optional;

/** A histogram of durations, in {@link DurationBuckets}, that grows. Confined to one thread. */
final class Durations {

    private long[] buckets = new long[0];

    void add(Long[] counts) {
        if (counts.length > buckets.length) {
            buckets = Arrays.copyOf(buckets, counts.length);
        }
        for (int i = 0; i < counts.length; i++) {
            buckets[i] += counts[i];
        }
    }

    /** Empty while nothing is counted. */
    Optional<Latency> latency() {
        long all = Arrays.stream(buckets).sum();
        return all > 0
                ? Optional.of(new Latency(quantile(0.5, all), quantile(0.95, all), quantile(0.99, all)))
                : Optional.empty();
    }

    private long quantile(double q, long all) {
        double rank = q * all;
        double below = 0;
        int bucket = 0;
        while (bucket < buckets.length - 1 && (buckets[bucket] <= 0 || below + buckets[bucket] < rank)) {
            below += buckets[bucket];
            bucket++;
        }
        return DurationBuckets.within(bucket, (rank - below) / Math.max(1, buckets[bucket]));
    }
}
