package dev.webcheck.bench.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured, as a person reads it, and in the last line as a program does. */
final class SdkReport {

    private static final List<Tool> COMPARED = List.of(Tool.WEBCHECK, Tool.OTEL, Tool.BRAVE);

    /** A bare client that differs by more than this from round to round says that the machine did other things. */
    private static final double UNREST = 0.15;

    private final Measurements measured;

    SdkReport(Measurements measured) {
        this.measured = measured;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        for (Threads threads : Threads.values()) {
            lines.add("");
            table(threads, lines);
        }
        lines.add("");
        lines.add("time: of the caller; CPU: of the whole process; bytes: allocated by the whole process, and by the");
        lines.add("callers alone; ±: the mean of the rounds lies within it with a confidence of 95 %.");
        lines.add(json());
        return String.join(System.lineSeparator(), lines);
    }

    private void table(Threads threads, List<String> lines) {
        lines.add(String.format(
                Locale.ROOT,
                "Added to a request, %s (bare: %.2f µs, %.0f bytes)",
                threads.shown(),
                measured.mean(threads, Tool.BARE, Measurement::nanos) / 1_000,
                measured.mean(threads, Tool.BARE, Measurement::bytes)));
        lines.add(String.format(
                "  %-10s %18s %18s %18s %16s %9s", "", "time, ns", "CPU, ns", "bytes", "of callers", "lost, %"));
        for (Tool tool : COMPARED) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-10s %18s %18s %18s %16s %9.2f",
                    tool.shown(),
                    added(threads, tool, Measurement::nanos),
                    added(threads, tool, Measurement::cpuNanos),
                    added(threads, tool, Measurement::bytes),
                    added(threads, tool, Measurement::callerBytes),
                    lost(threads, tool) * 100));
        }
        if (measured.unrest(threads) > UNREST) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  Do not trust the times: the machine did other things, the bare client alone differed by %.0f %%.",
                    measured.unrest(threads) * 100));
        }
    }

    private String added(Threads threads, Tool tool, ToDoubleFunction<Measurement> what) {
        Added added = measured.added(threads, tool, what);
        return Double.isNaN(added.error())
                ? String.format(Locale.ROOT, "%.0f ±    ?", added.mean())
                : String.format(Locale.ROOT, "%.0f ±%5.0f", added.mean(), added.error());
    }

    private double lost(Threads threads, Tool tool) {
        return Math.max(0, 1 - measured.mean(threads, tool, Measurement::arrived));
    }

    private String json() {
        return "{\"bench\":\"sdk\"," + of(Threads.ONE) + ",\"fourThreads\":{" + of(Threads.FOUR) + "}}";
    }

    private String of(Threads threads) {
        return "\"addedNanos\":" + each(tool -> whole(measured.added(threads, tool, Measurement::nanos)))
                + ",\"addedBytes\":" + each(tool -> whole(measured.added(threads, tool, Measurement::bytes)))
                + ",\"lostShare\":" + each(tool -> String.format(Locale.ROOT, "%.4f", lost(threads, tool)));
    }

    private static String each(Function<Tool, String> value) {
        return COMPARED.stream()
                .map(tool -> "\"" + tool.shown() + "\":" + value.apply(tool))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String whole(Added added) {
        return String.valueOf(Math.round(added.mean()));
    }
}
