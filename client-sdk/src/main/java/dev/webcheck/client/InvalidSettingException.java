package dev.webcheck.client;

/** A setting has a value that it cannot have; the message names both, and what is allowed. */
public final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidSettingException(String message) {
        super(message);
    }
}
