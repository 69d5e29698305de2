package dev.webcheck.local.command;

/** The command cannot do what it was asked for; the message says why and what helps. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
