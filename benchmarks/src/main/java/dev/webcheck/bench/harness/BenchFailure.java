package dev.webcheck.bench.harness;

/** A bench cannot be run; the message says why and what helps. */
public final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure that a user can read.
     *
     * @param message what is wrong
     */
    public BenchFailure(String message) {
        super(message);
    }
}
