package dev.webcheck.ingest.refusal;

import java.util.Locale;

/** Why a request is refused. */
public enum Refusal {
    /** An event breaks the contract. */
    INVALID_EVENTS(400, "Invalid events"),
    /** The body is not what its headers say, or holds no event. */
    MALFORMED_BODY(400, "Malformed body"),
    /** The body does not arrive fast enough. */
    SLOW_BODY(408, "The body took too long"),
    /** The body has too many bytes or events. */
    TOO_LARGE(413, "Too large"),
    /** The media type is not one of JSON. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /** The content coding is not gzip. */
    UNSUPPORTED_ENCODING(415, "Unsupported content encoding"),
    /** Too much is in work, in all or of this client. */
    BUSY(503, "Too busy"),
    /** The broker does not acknowledge. */
    UNACKNOWLEDGED(503, "The broker does not acknowledge");

    private final int status;
    private final String title;

    Refusal(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /**
     * The status code of the answer.
     *
     * @return 400 to 599
     */
    public int status() {
        return status;
    }

    /**
     * The kind in words.
     *
     * @return the title of the problem
     */
    public String title() {
        return title;
    }

    /**
     * The name in problem types and metrics.
     *
     * @return for example {@code too-large}
     */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
