package dev.webcheck.bench.kill;

import dev.webcheck.bench.harness.BenchFolder;
import dev.webcheck.local.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Kills sending applications, and compares what the API says with what really happened. */
@Command(
        name = "kill",
        description = {
            "Whether a kill hides a request, or makes up a crash.",
            "Kills applications that send at full speed, by SIGKILL at a random moment, starts the next one on the journal of"
                    + " the last or elsewhere, at random, and compares what the API then says with what the server really"
                    + " saw. Ends with exit code 1 if that is not the same. Takes about a minute, and 3 seconds for each"
                    + " kill."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
public final class KillCommand implements Callable<Integer> {

    private static final int MOST_KILLS = 100_000;

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many processes to kill. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Makes the same random choices as a run that printed it.")
    private @Nullable Long seed;

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Made by picocli only. */
    KillCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (kills < 1 || kills > MOST_KILLS) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--kills': " + kills + " is not 1 to " + MOST_KILLS);
        }
        long chosen = seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed;
        // The broker in this process has much to say.
        LogManager.getLogManager().reset();
        say("Starting Webcheck. The seed is " + chosen + ".");
        try (BenchFolder folder = BenchFolder.of("kill");
                LocalStack stack = LocalStack.startTemporary()) {
            KillResult result = new KillBench(stack, folder.path(), chosen, this::say).run(kills);
            say(new KillReport(result, chosen).text());
            return result.findings().isClean() ? 0 : 1;
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
