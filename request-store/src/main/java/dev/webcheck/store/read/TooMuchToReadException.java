package dev.webcheck.store.read;

/** An answer would take more rows than one question may read. A narrower question may be answered. */
public final class TooMuchToReadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Too much of something.
     *
     * @param most how many one question may read
     * @param what of what
     */
    public TooMuchToReadException(int most, String what) {
        super("the answer takes more than the " + most + " " + what + " that one question may read");
    }
}
