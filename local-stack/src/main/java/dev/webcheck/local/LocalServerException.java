package dev.webcheck.local;

/** A server or service of the local stack did not start, or ended when it should not. The message is fit for a user. */
public class LocalServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure without a cause in code.
     *
     * @param message what happened and what can be done about it
     */
    public LocalServerException(String message) {
        super(message);
    }

    /**
     * A failure with its cause.
     *
     * @param message what happened and what can be done about it
     * @param cause what it was seen by
     */
    public LocalServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
