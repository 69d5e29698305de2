package dev.webcheck.ingest;

import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import org.jspecify.annotations.Nullable;

/** The broker has not acknowledged a batch: it may be in the topic as a whole, in part, or not at all. */
final class Unacknowledged extends Refused {

    private static final long serialVersionUID = 1L;

    Unacknowledged(String detail, @Nullable Throwable cause) {
        super(Refusal.UNACKNOWLEDGED, detail);
        initCause(cause);
    }

    Unacknowledged(String detail) {
        super(Refusal.UNACKNOWLEDGED, detail);
    }
}
