package dev.webcheck.store.read;

/** The database was given too little time for a question. A narrower question may be answered. */
public final class StoreTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreTimeoutException(Throwable cause) {
        super("the database did not answer within the time that a statement has", cause);
    }
}
