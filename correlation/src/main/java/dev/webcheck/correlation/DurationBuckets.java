package dev.webcheck.correlation;

/**
 * The buckets of the latency histograms: OpenTelemetry's base-2 exponential buckets at scale 2 (metrics data model,
 * "ExponentialHistogram"), in microseconds. Bucket {@code i} holds durations in {@code (2^((i-1)/4), 2^(i/4)]}, bucket 0 all
 * up to one microsecond. A quantile read from them lies in the bucket of the true one, so it is off by a factor of less than
 * {@code 2^(1/4)}, 19 percent.
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

    /**
     * A duration within a bucket. Between the bounds it goes by the logarithm, as the buckets themselves do (the interpolation that
     * Prometheus applies to its exponential histograms), for that halves the error where nothing is known of how the durations lie.
     *
     * @param bucket the index of the bucket
     * @param fraction how much of what is in the bucket lies below, from 0 to 1
     * @return the duration in nanoseconds, at least the lower bound of the bucket and at most the upper one
     */
    public static long within(int bucket, double fraction) {
        double place = Math.min(1, Math.max(0, fraction));
        double micros = bucket == 0 ? place : Math.pow(2, (bucket - 1 + place) / PER_OCTAVE);
        return Math.round(micros * NANOS_PER_MICRO);
    }
}
