package dev.webcheck.store.read.count;

import dev.webcheck.correlation.DurationBuckets;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A histogram of durations, in {@link DurationBuckets}, that grows. Confined to one thread. */
final class Durations {

    /** In the binary form that PostgreSQL sends arrays in; the driver would make an object of each element. */
    static final String COLUMN = "array_send(durations) AS durations";

    private static final int LENGTH_AT = 3 * Integer.BYTES;
    private static final int FIRST_AT = 6 * Integer.BYTES;
    private static final int ELEMENT = Integer.BYTES + Long.BYTES;

    private long[] buckets = new long[0];

    /**
     * Adds the counts of a row.
     *
     * @param array what {@link #COLUMN} has given: the number of dimensions, whether there are nulls, and the type; then, unless it is
     *     empty, its length and lower bound, and each element after its length, all big-endian
     * @param times how often, -1 to take them away
     */
    void add(byte[] array, int times) {
        ByteBuffer bytes = ByteBuffer.wrap(array);
        if (bytes.getInt() == 0) {
            return;
        }
        int length = bytes.getInt(LENGTH_AT);
        makeRoom(length);
        for (int i = 0; i < length; i++) {
            buckets[i] += times * bytes.getLong(FIRST_AT + i * ELEMENT);
        }
    }

    void add(Durations more) {
        makeRoom(more.buckets.length);
        for (int i = 0; i < more.buckets.length; i++) {
            buckets[i] += more.buckets[i];
        }
    }

    private void makeRoom(int length) {
        if (length > buckets.length) {
            buckets = Arrays.copyOf(buckets, length);
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
