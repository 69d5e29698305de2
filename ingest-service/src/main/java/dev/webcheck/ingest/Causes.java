package dev.webcheck.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies behind an exception, for one line of the log. */
final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    /** The exception and all that caused it, the last of which mostly says most. */
    static String of(@Nullable Throwable failure) {
        List<String> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < DEEPEST; cause = cause.getCause()) {
            causes.add(
                    cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage()));
        }
        return "(" + String.join("; caused by ", causes) + ")";
    }
}
