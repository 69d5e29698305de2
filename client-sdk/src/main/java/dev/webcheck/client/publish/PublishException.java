package dev.webcheck.client.publish;

/** Events could not be published now. */
public final class PublishException extends Exception {

    private static final long serialVersionUID = 1L;

    /** How long the other side asks to be left alone. */
    public java.util.Optional<java.time.Duration> retryAfter() {
        return java.util.Optional.empty();
    }

    PublishException(String message) {
        super(message);
    }

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
