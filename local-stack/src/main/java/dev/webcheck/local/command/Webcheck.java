package dev.webcheck.local.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./webcheck}. */
@Command(
        name = "./webcheck",
        description = "Every HTTP request that your services send, recorded, including the ones that never came back.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Start here:", "  ./webcheck up", "", "More on a command: ./webcheck COMMAND --help"},
        subcommands = {UpCommand.class, ResetCommand.class, DeadLettersCommand.class, BenchCommand.class})
public final class Webcheck implements Runnable {

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
    Webcheck() {}

    /**
     * Runs the command and ends the process: with 0 when all went well, 1 when something failed, 2 when the command line
     * was wrong, and as the system does when a signal ended it.
     *
     * @param arguments what the user typed
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Webcheck())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr().println(FailureMessage.of(failure));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a COMMAND is missing.");
    }
}
