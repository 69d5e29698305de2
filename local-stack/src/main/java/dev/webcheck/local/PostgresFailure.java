package dev.webcheck.local;

import java.nio.file.Path;
import java.util.List;

/** Says in a user's words why PostgreSQL did not start. */
final class PostgresFailure {

    private static final int LINES_OF_LOG = 8;

    private PostgresFailure() {}

    static String explain(int port, Path folder, Path log, Throwable failure) {
        List<String> lines = LogTail.of(log, LINES_OF_LOG);
        String tail = String.join("\n  ", lines);
        if (tail.contains("cannot be run as root") || tail.contains("\"root\" execution")) {
            return "PostgreSQL refuses to run as root, and this machine does not allow `unshare -U` either."
                    + " Run the command as an ordinary user.";
        }
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (message.startsWith("No Postgres binary found")) {
            return "There are no PostgreSQL binaries for this kind of machine (" + System.getProperty("os.name") + ", "
                    + System.getProperty("os.arch") + ").";
        }
        return "PostgreSQL did not start on port " + port + " with its data in " + folder + ": " + message
                + (lines.isEmpty() ? "" : "\nThe last lines of " + log + ":\n  " + tail);
    }
}
