package dev.webcheck.bench.sdk;

import dev.webcheck.bench.harness.BenchFailure;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;

/**
 * What one process measured, a request on average.
 *
 * @param nanos from {@code execute} to the end of the body; the median of the seconds, as one in which something else ran says
 *     nothing
 * @param cpuNanos what the whole process used of the processors
 * @param bytes what the whole process allocated
 * @param callerBytes what the threads that send allocated
 * @param arrived the share of the requests that came through to the end of the tool's way
 */
record Measurement(double nanos, double cpuNanos, double bytes, double callerBytes, double arrived) {

    static Measurement of(RunResult result) {
        return new Measurement(
                result.getPrimaryResult().getStatistics().getPercentile(50),
                secondary(result, CostProfiler.CPU_NANOS),
                secondary(result, "gc.alloc.rate.norm"),
                secondary(result, CostProfiler.CALLER_BYTES),
                secondary(result, CostProfiler.ARRIVED));
    }

    private static double secondary(RunResult result, String name) {
        return Optional.ofNullable(result.getSecondaryResults().get(name))
                .orElseThrow(() -> new BenchFailure("JMH did not measure " + name))
                .getScore();
    }
}
