package dev.webcheck.bench.latency;

import dev.webcheck.bench.latency.Watch.Seen;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param requestsPerSecond that were sent
 * @param samples how many of them were asked for
 * @param p50 half of them were there after so many milliseconds
 * @param p99 all but one in a hundred
 * @param max all
 * @param byAsking how much of such a time may be due to when it was asked for, in milliseconds, half of them
 */
record LatencyResult(double requestsPerSecond, int samples, double p50, double p99, double max, double byAsking) {

    static LatencyResult of(double requestsPerSecond, List<Seen> seen) {
        double[] millis = seen.stream().mapToDouble(Seen::millis).sorted().toArray();
        double[] byAsking = seen.stream().mapToDouble(Seen::byAsking).sorted().toArray();
        return new LatencyResult(
                requestsPerSecond,
                millis.length,
                percentile(millis, 0.5),
                percentile(millis, 0.99),
                percentile(millis, 1),
                percentile(byAsking, 0.5));
    }

    /** As a person reads it, and in the last line as a program does. */
    String text() {
        return String.format(
                Locale.ROOT,
                """

                  %,9d requests/s, each over HTTP to a website on this machine
                  %,9d of them, picked at random, were asked for until they were there
                  %,9.0f ms from execute to the answer of the API (p50), of which asking takes up to %.0f
                  %,9.0f ms (p99)
                  %,9.0f ms (longest)

                {"bench":"latency","requestsPerSecond":%d,"p50Millis":%.1f,"p99Millis":%.1f,"maxMillis":%.1f}""",
                Math.round(requestsPerSecond),
                samples,
                p50,
                byAsking,
                p99,
                max,
                Math.round(requestsPerSecond),
                p50,
                p99,
                max);
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
