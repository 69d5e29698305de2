package dev.webcheck.bench.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured, as a person reads it, and in the last line as a program does. */
final class PipelineReport {

    private final PipelineResult result;

    PipelineReport(PipelineResult result) {
        this.result = result;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format("  %-44s %12s %12s", "", "merged", "unmerged"));
        lines.add(line("requests/s, from the topic to committed rows", "%,.0f", LoadResult::requestsPerSecond));
        lines.add(line("  from a cold start on", "%,.0f", LoadResult::coldRequestsPerSecond));
        lines.add(line("rows/s by COPY of the same rows", "%,.0f", LoadResult::copyRowsPerSecond));
        lines.add(line("ratio to COPY", "%.2f", LoadResult::ratio));
        lines.add(line("writes a row", "%.2f", LoadResult::writesPerRow));
        lines.add(line("seconds of settling counts, beside the batches", "%.1f", LoadResult::settlingSeconds));
        lines.add(
                line("CPU seconds a million: worker", "%.1f", load -> load.cpu().worker()));
        lines.add(
                line("    of which its JIT compiler", "%.1f", load -> load.cpu().compiler()));
        lines.add(line(
                "    of which its garbage collector", "%.1f", load -> load.cpu().collector()));
        lines.add(line("  PostgreSQL", "%.1f", load -> load.cpu().postgres()));
        lines.add(
                line("  Kafka, and the bench itself", "%.1f", load -> load.cpu().kafka()));
        lines.add(line("MB a million: table", "%,.0f", load -> load.bytes().table() / 1e6));
        lines.add(line("  indexes", "%,.0f", load -> load.bytes().indexes() / 1e6));
        lines.add(line("  write-ahead log", "%,.0f", load -> load.bytes().log() / 1e6));
        Contention contention = result.contention();
        lines.add(String.format(
                Locale.ROOT,
                "  Requests of one website in two partitions: %,.0f/s by one worker, %,.0f/s by two, of which one waited"
                        + " for%n  the other in %.1f %% of the time.",
                contention.oneWorker(),
                contention.twoWorkers(),
                contention.waiting() * 100));
        lines.add("");
        lines.add(json());
        return String.join(System.lineSeparator(), lines);
    }

    private String line(String name, String format, ToDoubleFunction<LoadResult> value) {
        return String.format(
                Locale.ROOT,
                "  %-44s %12s %12s",
                name,
                String.format(Locale.ROOT, format, value.applyAsDouble(result.merged())),
                String.format(Locale.ROOT, format, value.applyAsDouble(result.unmerged())));
    }

    private String json() {
        Contention contention = result.contention();
        return "{\"bench\":\"pipeline\""
                + pair("requestsPerSecond", "%.0f", LoadResult::requestsPerSecond)
                + ",\"copyRowsPerSecond\":" + number("%.0f", result.copyRowsPerSecond())
                + pair("ratio", "%.3f", LoadResult::ratio)
                + ",\"requests\":" + result.requests()
                + ",\"eventsPerRecord\":" + result.eventsPerRecord()
                + pair("coldRequestsPerSecond", "%.0f", LoadResult::coldRequestsPerSecond)
                + pair("writesPerRow", "%.3f", LoadResult::writesPerRow)
                + pair("settlingSeconds", "%.2f", LoadResult::settlingSeconds)
                + ",\"cpuSecondsPerMillion\":{\"worker\":"
                + loads("%.2f", load -> load.cpu().worker())
                + ",\"compiler\":" + loads("%.2f", load -> load.cpu().compiler())
                + ",\"collector\":" + loads("%.2f", load -> load.cpu().collector())
                + ",\"postgres\":" + loads("%.2f", load -> load.cpu().postgres())
                + ",\"kafka\":" + loads("%.2f", load -> load.cpu().kafka())
                + "},\"bytesPerMillion\":{\"table\":"
                + loads("%.0f", load -> load.bytes().table())
                + ",\"indexes\":" + loads("%.0f", load -> load.bytes().indexes())
                + ",\"wal\":" + loads("%.0f", load -> load.bytes().log())
                + "},\"oneWebsite\":{\"oneWorker\":" + number("%.0f", contention.oneWorker())
                + ",\"twoWorkers\":" + number("%.0f", contention.twoWorkers())
                + ",\"waiting\":" + number("%.4f", contention.waiting()) + "}}";
    }

    private String pair(String name, String format, ToDoubleFunction<LoadResult> value) {
        return ",\"" + name + "\":" + loads(format, value);
    }

    private String loads(String format, ToDoubleFunction<LoadResult> value) {
        return "{\"merged\":" + number(format, value.applyAsDouble(result.merged())) + ",\"unmerged\":"
                + number(format, value.applyAsDouble(result.unmerged())) + "}";
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
