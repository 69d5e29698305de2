package dev.webcheck.examples;

import dev.webcheck.client.InvalidSettingException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Runs an example as a command: errors as one line, no stack traces. */
final class CommandLines {

    private CommandLines() {}

    static int run(Callable<Integer> command, String... arguments) {
        CommandLine commandLine = new CommandLine(command);
        commandLine.getCommandSpec().addOption(help());
        return commandLine
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    boolean setting = failure instanceof InvalidSettingException;
                    line.getErr().println(setting ? failure.getMessage() : "Failed: " + failure.getMessage());
                    return setting ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .arity("0")
                .type(boolean.class)
                .description("Shows this help.")
                .build();
    }
}
