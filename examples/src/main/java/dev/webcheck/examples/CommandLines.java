package dev.webcheck.examples;

import dev.webcheck.client.InvalidSettingException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs an example as a command: errors as one line, no stack traces. */
final class CommandLines {

    private CommandLines() {}

    static int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    boolean setting = failure instanceof InvalidSettingException;
                    line.getErr().println(setting ? failure.getMessage() : "Failed: " + failure.getMessage());
                    return setting ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
