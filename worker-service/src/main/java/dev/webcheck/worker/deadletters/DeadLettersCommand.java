package dev.webcheck.worker.deadletters;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Lists the records that the workers could neither read nor store, and appends them to the topic of the events again.
 *
 * <p>Its methods may be called from any thread.
 */
@Command(
        name = "dead-letters",
        description = "The records that the workers could neither read nor store.",
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footer = {"", "More on a command: ./webcheck dead-letters COMMAND --help"},
        subcommands = {ListCommand.class, RepublishCommand.class})
public final class DeadLettersCommand implements Runnable {

    /** The first word of the worker's arguments that asks for this command. */
    public static final String NAME = "dead-letters";

    /** What the clients of Kafka say while they try is told by the command itself, once. Held, or it would be forgotten. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Made by {@link #run(PrintWriter, PrintWriter, String...)} only. */
    DeadLettersCommand() {}

    /**
     * Runs the command.
     *
     * @param out where its answers go
     * @param err where its remarks and complaints go
     * @param arguments what stands behind the name of the command
     * @return the exit code: 0 when all went well, 1 when something failed or is left, 2 when the command line was wrong
     */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        KAFKA.setLevel(Level.OFF);
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new DeadLettersCommand())
                .setCommandName("./webcheck " + NAME)
                .setExecutionExceptionHandler((failure, command, result) -> {
                    if (failure instanceof KafkaException kafka) {
                        command.getErr().println(KafkaFailure.describe(kafka));
                        return ExitCode.SOFTWARE;
                    }
                    throw failure;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a COMMAND is missing.");
    }
}
