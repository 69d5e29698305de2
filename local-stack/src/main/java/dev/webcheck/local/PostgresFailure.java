package dev.webcheck.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says in a user's words why PostgreSQL did not start. */
final class PostgresFailure {

    private static final int LINES_OF_LOG = 8;

    private PostgresFailure() {}

    static String explain(int port, Path folder, Path log, Throwable failure) {
        String tail = tail(log);
        if (tail.contains("cannot be run as root") || tail.contains("\"root\" execution")) {
            return "PostgreSQL refuses to run as root, and this machine does not allow `unshare -U` either."
                    + " Run the command as an ordinary user.";
        }
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (message.startsWith("No Postgres binary found")) {
            return "There is no PostgreSQL to download for this kind of machine (" + System.getProperty("os.name")
                    + ", " + System.getProperty("os.arch") + ").";
        }
        return "PostgreSQL did not start on port " + port + " with its data in " + folder + ": " + message
                + (tail.isEmpty() ? "" : "\nThe last lines of " + log + ":\n" + tail);
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
