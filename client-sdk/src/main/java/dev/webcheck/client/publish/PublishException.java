package dev.webcheck.client.publish;

/** Events could not be published now. */
final class PublishException extends Exception {

    private static final long serialVersionUID = 1L;

    PublishException(String message) {
        super(message);
    }

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
