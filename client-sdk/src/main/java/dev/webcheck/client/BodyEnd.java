package dev.webcheck.client;

import dev.webcheck.client.Failure.Phase;
import java.lang.ref.Cleaner;
import java.util.OptionalInt;
import org.apache.hc.client5.http.classic.ExecRuntime;

/**
 * Tells how the body of one response came to its end. Held by the entity and by the streams that are read from it: when all
 * of them are gone unread and unclosed, the request is abandoned.
 */
final class BodyEnd {

    private final OpenRequest open;
    private final int status;
    private final ExecRuntime runtime;
    private final Cleaner.Cleanable cleanable;

    BodyEnd(OpenRequest open, int status, ExecRuntime runtime, Cleaner cleaner) {
        this.open = open;
        this.status = status;
        this.runtime = runtime;
        this.cleanable = cleaner.register(this, () -> open.abandoned(status));
    }

    /** Read to its end. */
    void reached() {
        open.completed(status);
        cleanable.clean();
    }

    /** Closed by the application, which may have read all that it wanted. */
    void closed() {
        if (runtime.isExecutionAborted()) {
            open.failed(Failure.CANCELLED, OptionalInt.of(status));
            cleanable.clean();
        } else {
            reached();
        }
    }

    void failed(Throwable thrown) {
        open.failed(Failure.of(thrown, Phase.BODY, runtime.isExecutionAborted()), OptionalInt.of(status));
        cleanable.clean();
    }
}
