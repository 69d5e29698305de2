package dev.webcheck.local.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends what the broker in this process logs to a file, away from the user's eyes. */
final class ServerLog {

    private ServerLog() {}

    static void writeTo(Path file) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
        // Kafka brings another logger, which would complain on the console when it is stopped while it starts.
        System.setProperty("log4j.shutdownHookEnabled", "false");
        LogManager.getLogManager().reset();
        try {
            FileHandler handler = new FileHandler(file.toString().replace("%", "%%"), false);
            handler.setFormatter(new SimpleFormatter());
            Logger.getLogger("").addHandler(handler);
        } catch (IOException e) {
            throw new CommandFailure("The log " + file + " cannot be written: " + e);
        }
    }
}
