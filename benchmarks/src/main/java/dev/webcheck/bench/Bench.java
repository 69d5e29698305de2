package dev.webcheck.bench;

import dev.webcheck.bench.kill.KillCommand;
import dev.webcheck.bench.latency.LatencyCommand;
import dev.webcheck.bench.pipeline.PipelineCommand;
import dev.webcheck.bench.query.QueryCommand;
import dev.webcheck.bench.sdk.SdkCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./webcheck bench}. */
@Command(
        name = "./webcheck bench",
        description = "Measures Webcheck on this machine. Let nothing else run meanwhile. The last line is JSON.",
        synopsisSubcommandLabel = "BENCH",
        commandListHeading = "%nBenches:%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "More on a bench: ./webcheck bench BENCH --help"},
        subcommands = {
            SdkCommand.class,
            KillCommand.class,
            PipelineCommand.class,
            LatencyCommand.class,
            QueryCommand.class
        })
public final class Bench implements Runnable {

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("unused")
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Made by {@link #main} only. */
    Bench() {}

    /**
     * Runs a bench and ends the process: with 0 when all is as it should be, 1 when it is not or something failed, 2 when
     * the command line was wrong.
     *
     * @param arguments what the user typed after {@code bench}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println(FailureMessage.of(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to measure: a BENCH is missing.");
    }
}
