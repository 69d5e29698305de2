package dev.webcheck.local.command;

import dev.webcheck.local.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what was recorded. */
@Command(
        name = "reset",
        description = "Deletes everything that was recorded, and the logs.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
final class ResetCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Mixin
    private final DataOption data = new DataOption();

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        try (DataFolder folder = DataFolder.hold(data.folder())) {
            LocalStack.endLeftovers(folder.path());
            folder.empty();
            spec.commandLine().getOut().println("Emptied " + folder.path() + ".");
            return ExitCode.OK;
        }
    }
}
