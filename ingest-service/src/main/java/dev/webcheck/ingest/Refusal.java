package dev.webcheck.ingest;

import java.util.Locale;

/** Why a request is refused. */
enum Refusal {
    INVALID_EVENTS(400, "Invalid events"),
    MALFORMED_BODY(400, "Malformed body"),
    SLOW_BODY(408, "The body took too long"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    UNSUPPORTED_ENCODING(415, "Unsupported content encoding"),
    BUSY(503, "Too busy"),
    UNACKNOWLEDGED(503, "The broker does not acknowledge");

    private final int status;
    private final String title;

    Refusal(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The name in problem types and metrics, like {@code too-large}. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
