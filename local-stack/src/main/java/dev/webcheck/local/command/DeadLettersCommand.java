package dev.webcheck.local.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands in the list of commands. The script hands it to the worker, which knows the dead letters. */
@Command(
        name = "dead-letters",
        description =
                "Lists the records that the workers could neither read nor store, or gives them to the workers again.")
final class DeadLettersCommand implements Callable<Integer> {

    @SuppressWarnings("unused")
    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        throw new CommandFailure("The worker does this. Run it with ./webcheck dead-letters");
    }
}
