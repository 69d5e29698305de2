package dev.webcheck.bench.pipeline;

import dev.webcheck.bench.harness.BenchFolder;
import dev.webcheck.event.RequestEventsTopic;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how fast a worker brings a backlog into the database. */
@Command(
        name = "pipeline",
        description = {
            "How fast a worker brings a backlog into the database, beside COPY.",
            "Fills the topic as the SDK would, starts a worker on it, and measures until all rows are committed; then copies"
                    + " the same rows into an empty table by COPY. Once with ends that stand beside their begins, once with"
                    + " ends that never are in the batch of their begin. What is in the database must be right. Takes"
                    + " about 3 minutes."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
public final class PipelineCommand implements Callable<Integer> {

    private static final int FEWEST = 10_000;
    private static final int MOST = 100_000_000;
    private static final int QUICK = 60_000;
    private static final int STEADY = 2_000_000;

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "500000",
            description = "How many requests each load has, beside those to warm up. Default: ${DEFAULT-VALUE}")
    private int requests;

    @Option(
            names = "--events-per-record",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "How many events each record of the topic has, 1 to 256. The SDK packs the events of 25 ms into"
                            + " one record: 50 are those of an instance with 1,000 requests/s. Default: ${DEFAULT-VALUE}")
    private int eventsPerRecord;

    @Option(
            names = "--steady",
            description =
                    "What a worker keeps up with: at least 2,000,000 requests each, and the time ends when their counts"
                            + " are settled, too. Takes about 10 minutes.")
    private boolean steady;

    @Option(names = "--quick", description = "Few requests only, to see that it works. Its numbers are rough.")
    private boolean quick;

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Made by picocli only. */
    PipelineCommand() {}

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (requests < FEWEST || requests > MOST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--requests': " + requests + " is not " + FEWEST + " to " + MOST);
        }
        if (eventsPerRecord < 1 || eventsPerRecord > RequestEventsTopic.USUAL_EVENTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--events-per-record': " + eventsPerRecord + " is not 1 to "
                            + RequestEventsTopic.USUAL_EVENTS);
        }
        // The broker in this process has much to say.
        LogManager.getLogManager().reset();
        try (BenchFolder folder = BenchFolder.of("pipeline")) {
            PipelineResult result =
                    new PipelineBench(folder.path(), ofEachLoad(), eventsPerRecord, steady, this::say).run();
            say(new PipelineReport(result).text());
            return 0;
        }
    }

    private int ofEachLoad() {
        if (quick) {
            return QUICK;
        }
        return steady ? Math.max(requests, STEADY) : requests;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
