package dev.webcheck.bench.latency;

import dev.webcheck.bench.harness.BenchFolder;
import dev.webcheck.local.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the way of a request from the application to the API. */
@Command(
        name = "latency",
        description = {
            "How long until the API tells of a request.",
            "An application with the SDK sends requests over HTTP to a website on this machine, and some of them, picked at"
                    + " random, are asked for until the API tells that they are completed. The time is from the call of"
                    + " execute to that answer. Takes about half a minute more than it measures."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
public final class LatencyCommand implements Callable<Integer> {

    private static final int HIGHEST_RATE = 1_000_000;
    private static final int MOST_SECONDS = 86_400;

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many requests a second. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "For how long to measure. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--live", description = "Listen to the live stream as well, and measure until it tells of them.")
    private boolean live;

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Made by picocli only. */
    LatencyCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        refuseOutside("--rate", rate, HIGHEST_RATE);
        refuseOutside("--seconds", seconds, MOST_SECONDS);
        // The broker in this process has much to say.
        LogManager.getLogManager().reset();
        say("Starting Webcheck.");
        try (BenchFolder folder = BenchFolder.of("latency");
                LocalStack stack = LocalStack.startTemporary()) {
            say(new LatencyBench(stack, folder.path(), this::say)
                    .run(rate, Duration.ofSeconds(seconds), live)
                    .text());
            return 0;
        }
    }

    private void refuseOutside(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '" + option + "': " + value + " is not 1 to " + most);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
