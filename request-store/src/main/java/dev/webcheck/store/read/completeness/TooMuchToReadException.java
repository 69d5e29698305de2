package dev.webcheck.store.read.completeness;

/** An answer would take more rows than one question may read. A narrower question may be answered. */
public final class TooMuchToReadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuchToReadException(int most) {
        super("the answer takes more than the " + most + " rows that one question may read");
    }
}
