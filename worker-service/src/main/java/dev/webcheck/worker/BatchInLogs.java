package dev.webcheck.worker;

import java.util.stream.Collectors;
import org.jboss.logging.MDC;

/** From its begin to its end, each line that this thread logs has the field {@code batch}: from which offset to which, by partition. */
final class BatchInLogs {

    private static final String FIELD = "batch";

    private BatchInLogs() {}

    static void begins(Batch batch) {
        MDC.put(
                FIELD,
                batch.spans().entrySet().stream()
                        .map(span -> span.getKey() + "@" + span.getValue().first() + "-"
                                + span.getValue().last())
                        .collect(Collectors.joining(" ")));
    }

    static void ends() {
        MDC.remove(FIELD);
    }
}
