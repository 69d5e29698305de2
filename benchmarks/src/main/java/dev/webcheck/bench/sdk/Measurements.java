package dev.webcheck.bench.sdk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.util.ListStatistics;

/** What was measured in all rounds. */
final class Measurements {

    private final Map<Threads, Map<Tool, List<Measurement>>> rounds = new EnumMap<>(Threads.class);

    void add(Threads threads, Tool tool, Measurement measurement) {
        rounds.computeIfAbsent(threads, key -> new EnumMap<>(Tool.class))
                .computeIfAbsent(tool, key -> new ArrayList<>())
                .add(measurement);
    }

    /** What a tool adds to the bare client. */
    Added added(Threads threads, Tool tool, ToDoubleFunction<Measurement> what) {
        List<Measurement> bare = of(threads, Tool.BARE);
        List<Measurement> with = of(threads, tool);
        double[] differences = new double[with.size()];
        for (int round = 0; round < differences.length; round++) {
            differences[round] = what.applyAsDouble(with.get(round)) - what.applyAsDouble(bare.get(round));
        }
        return Added.of(differences);
    }

    double mean(Threads threads, Tool tool, ToDoubleFunction<Measurement> what) {
        return values(threads, tool, what).getMean();
    }

    /** By how much the bare client differed from round to round, which is what the machine did besides. */
    double unrest(Threads threads) {
        ListStatistics nanos = values(threads, Tool.BARE, Measurement::nanos);
        return (nanos.getMax() - nanos.getMin()) / nanos.getMean();
    }

    private ListStatistics values(Threads threads, Tool tool, ToDoubleFunction<Measurement> what) {
        return new ListStatistics(of(threads, tool).stream().mapToDouble(what).toArray());
    }

    private List<Measurement> of(Threads threads, Tool tool) {
        return rounds.getOrDefault(threads, Map.of()).getOrDefault(tool, List.of());
    }
}
