package dev.webcheck.store;

/**
 * The buckets of the latency histograms: OpenTelemetry's base-2 exponential buckets at scale 2 (metrics data model,
 * "ExponentialHistogram"), in microseconds. Bucket {@code i} holds durations in {@code (2^((i-1)/4), 2^(i/4)]}, bucket 0 all
 * up to one microsecond; a quantile read from them is off by at most 9 percent.
 */
public final class DurationBuckets {

    /** Bounds per power of two. */
    private static final int PER_OCTAVE = 4;

    private static final double NANOS_PER_MICRO = 1_000;

    private DurationBuckets() {}

    /**
     * The bucket of a duration.
     *
     * @param nanos the duration in nanoseconds, at least 0
     * @return the index of its bucket, at least 0
     */
    public static int of(long nanos) {
        double micros = nanos / NANOS_PER_MICRO;
        return micros <= 1 ? 0 : (int) Math.ceil(Math.log(micros) / Math.log(2) * PER_OCTAVE);
    }
}
