package dev.webcheck.bench.latency;

import dev.webcheck.bench.latency.Watch.Seen;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param requestsPerSecond that were sent
 * @param samples how many of them were asked for
 * @param p50 half of them were there after so many milliseconds
 * @param p99 all but one in a hundred
 * @param max all
 * @param byAsking how much of such a time may be due to when it was asked for, in milliseconds, half of them
 * @param told what the live stream told meanwhile, if somebody listened
 */
record LatencyResult(
        double requestsPerSecond,
        int samples,
        double p50,
        double p99,
        double max,
        double byAsking,
        Optional<Told> told) {

    /**
     * What the live stream told.
     *
     * @param eventsPerSecond of all requests
     * @param gaps how often it said that something was left out
     * @param leftOut how many of the samples were
     * @param p50 half of the samples were told of after so many milliseconds
     * @param p99 all but one in a hundred
     * @param max all
     */
    record Told(double eventsPerSecond, long gaps, int leftOut, double p50, double p99, double max) {

        static Told of(double eventsPerSecond, long gaps, int leftOut, List<Double> millis) {
            double[] sorted = millis.stream().mapToDouble(each -> each).sorted().toArray();
            return new Told(
                    eventsPerSecond,
                    gaps,
                    leftOut,
                    percentile(sorted, 0.5),
                    percentile(sorted, 0.99),
                    percentile(sorted, 1));
        }

        String text() {
            return String.format(Locale.ROOT, """

                      %,9.0f ms from execute to the event of the live stream (p50), which told %,d events/s
                      %,9.0f ms (p99)
                      %,9.0f ms (longest)
                      %,9d times it said that something was left out, %,d of these
                    """, p50, Math.round(eventsPerSecond), p99, max, gaps, leftOut);
        }

        String json() {
            return String.format(
                    Locale.ROOT,
                    ",\"live\":{\"eventsPerSecond\":%d,\"gaps\":%d,\"leftOut\":%d,\"p50Millis\":%.1f,\"p99Millis\":%.1f,\"maxMillis\":%.1f}",
                    Math.round(eventsPerSecond),
                    gaps,
                    leftOut,
                    p50,
                    p99,
                    max);
        }
    }

    static LatencyResult of(double requestsPerSecond, List<Seen> seen) {
        double[] millis = seen.stream().mapToDouble(Seen::millis).sorted().toArray();
        double[] byAsking = seen.stream().mapToDouble(Seen::byAsking).sorted().toArray();
        return new LatencyResult(
                requestsPerSecond,
                millis.length,
                percentile(millis, 0.5),
                percentile(millis, 0.99),
                percentile(millis, 1),
                percentile(byAsking, 0.5),
                Optional.empty());
    }

    LatencyResult with(Told more) {
        return new LatencyResult(requestsPerSecond, samples, p50, p99, max, byAsking, Optional.of(more));
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
                %s
                {"bench":"latency","requestsPerSecond":%d,"p50Millis":%.1f,"p99Millis":%.1f,"maxMillis":%.1f%s}""",
                Math.round(requestsPerSecond),
                samples,
                p50,
                byAsking,
                p99,
                max,
                told.map(Told::text).orElse(""),
                Math.round(requestsPerSecond),
                p50,
                p99,
                max,
                told.map(Told::json).orElse(""));
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
