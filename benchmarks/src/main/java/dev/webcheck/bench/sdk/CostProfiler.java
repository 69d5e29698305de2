package dev.webcheck.bench.sdk;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What a request costs besides time: what the calling threads allocate for it, what the whole process uses of the
 * processors, and whether it came through. JMH makes one in the process that it measures.
 */
public final class CostProfiler implements InternalProfiler {

    static final String CALLER_BYTES = "callerBytes";
    static final String CPU_NANOS = "cpuNanos";
    static final String ARRIVED = "arrived";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private long callerBytes;
    private long cpuNanos;
    private long arrived;

    /** One that has measured nothing. */
    public CostProfiler() {}

    @Override
    public String getDescription() {
        return "Allocation of the calling threads, time on the processors, requests that came through";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        callerBytes = bytesOfCallers();
        arrived = Arrivals.total();
        cpuNanos = PROCESS.getProcessCpuTime();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double requests = result.getMetadata().getAllOps();
        return List.of(
                of(CPU_NANOS, (PROCESS.getProcessCpuTime() - cpuNanos) / requests),
                of(CALLER_BYTES, (bytesOfCallers() - callerBytes) / requests),
                of(ARRIVED, (Arrivals.total() - arrived) / requests));
    }

    private static ScalarResult of(String name, double value) {
        return new ScalarResult(name, value, "per request", AggregationPolicy.AVG);
    }

    private static long bytesOfCallers() {
        long bytes = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("jmh-worker")) {
                bytes += Math.max(0, THREADS.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return bytes;
    }
}
