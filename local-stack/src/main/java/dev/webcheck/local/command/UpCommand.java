package dev.webcheck.local.command;

import dev.webcheck.local.LocalStack;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts everything, lets the example application send its requests, and stays until it is told to stop. */
@Command(
        name = "up",
        description = {
            "Builds what is not built, then runs everything on this machine: Kafka, PostgreSQL, the three services, and"
                    + " an example application whose requests are recorded. Stays in the foreground; Ctrl-C stops all."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
final class UpCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Option(names = "--no-example", description = "Do not run the example application.")
    private boolean noExample;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final PortOptions ports = new PortOptions();

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws InterruptedException {
        List<String> mistakes = ports.mistakes();
        if (!mistakes.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join(System.lineSeparator(), mistakes));
        }
        Console console = new Console(spec.commandLine().getOut(), Boolean.getBoolean("webcheck.terminal"));
        // Not let go of before the process ends: until then something may still be running on it.
        DataFolder folder = DataFolder.hold(data.folder());
        endLeftovers(console, folder);
        List<String> taken = ports.taken();
        if (!taken.isEmpty()) {
            throw new CommandFailure(String.join(System.lineSeparator(), taken));
        }
        ServerLog.writeTo(folder.logs().resolve("kafka.log"));
        String reason = new UpRun(console, folder, ports.ports(), !noExample).untilItEnds();
        throw new CommandFailure(reason);
    }

    private static void endLeftovers(Console console, DataFolder folder) {
        int ended = LocalStack.endLeftovers(folder.path());
        if (ended > 0) {
            console.say("Ended " + ended + (ended == 1 ? " process" : " processes")
                    + " that an earlier run had left behind when it was killed.");
        }
    }
}
