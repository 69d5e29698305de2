package dev.webcheck.bench.sdk;

import dev.webcheck.bench.harness.BenchFailure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Lets JMH measure each tool, round after round, and tells how far it is. */
final class SdkBench {

    private final Schedule schedule;
    private final PrintWriter out;

    SdkBench(Schedule schedule, PrintWriter out) {
        this.schedule = schedule;
        this.out = out;
    }

    Measurements run() {
        Measurements measurements = new Measurements();
        long begun = System.nanoTime();
        say(
                "%d rounds, in each %d processes one after the other, about %d s in all. Leave the machine alone meanwhile.",
                schedule.rounds(),
                Tool.values().length * Threads.values().length,
                schedule.expected().toSeconds());
        for (int round = 1; round <= schedule.rounds() && hasTimeFor(round, begun); round++) {
            for (Threads threads : Threads.values()) {
                measureAll(round, threads, measurements);
                say(
                        "  round %d, %s, %d s: %s",
                        round, threads.shown(), secondsSince(begun), times(measurements, threads));
            }
        }
        return measurements;
    }

    /** The order changes from round to round. */
    private void measureAll(int round, Threads threads, Measurements measurements) {
        List<Tool> order = new ArrayList<>(List.of(Tool.values()));
        Collections.rotate(order, round);
        order.forEach(tool -> measurements.add(threads, tool, measure(threads, tool)));
    }

    private Measurement measure(Threads threads, Tool tool) {
        Options options = new OptionsBuilder()
                .include(RequestBenchmark.class.getName())
                .param("tool", tool.name())
                .threads(threads.number())
                .forks(1)
                .warmupIterations(schedule.warmups(threads))
                .measurementIterations(schedule.iterations())
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xms1g", "-Xmx1g")
                .addProfiler(GCProfiler.class)
                .addProfiler(CostProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return Measurement.of(new Runner(options).runSingle());
        } catch (RunnerException e) {
            throw new BenchFailure(tool.shown() + " could not be measured: " + e.getMessage());
        }
    }

    private boolean hasTimeFor(int round, long begun) {
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        return round <= 2 || taken.plus(taken.dividedBy(round - 1)).compareTo(schedule.limit()) <= 0;
    }

    private static String times(Measurements measurements, Threads threads) {
        List<String> times = new ArrayList<>();
        for (Tool tool : Tool.values()) {
            times.add(String.format(
                    Locale.ROOT,
                    "%s %.2f µs",
                    tool.shown(),
                    measurements.mean(threads, tool, Measurement::nanos) / 1_000));
        }
        return String.join(", ", times);
    }

    private static long secondsSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
