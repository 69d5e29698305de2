package dev.webcheck.store.read;

/** The database cannot be read at present; the same question may be answered later. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final StoreState state;

    StoreUnavailableException(StoreState state, Throwable cause) {
        super("the database cannot be read: " + state, cause);
        this.state = state;
    }

    /**
     * What is wrong with the database.
     *
     * @return never {@link StoreState#READY}
     */
    public StoreState state() {
        return state;
    }
}
