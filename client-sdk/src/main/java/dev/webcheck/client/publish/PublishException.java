package dev.webcheck.client.publish;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events could not be published now; the message says why, without secrets. Internal to the SDK. */
public final class PublishException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /**
     * A failure after which a further try may come at any time.
     *
     * @param message why, for the log
     */
    public PublishException(String message) {
        super(message);
        retryAfter = null;
    }

    PublishException(String message, Throwable cause) {
        super(message, cause);
        retryAfter = null;
    }

    /**
     * A failure with what the other side says of a further try.
     *
     * @param message why, for the log
     * @param retryAfter how long to wait; empty if the other side did not say
     */
    public PublishException(String message, Optional<Duration> retryAfter) {
        super(message);
        this.retryAfter = retryAfter.orElse(null);
    }

    /**
     * How long the other side asks to wait before the next try.
     *
     * @return 0 to 5 minutes; empty if it did not say
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
