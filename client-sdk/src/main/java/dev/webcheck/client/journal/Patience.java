package dev.webcheck.client.journal;

import java.util.function.LongSupplier;

/**
 * How long to wait for a record that was claimed and is not written. Writing takes less than a microsecond; but a thread may
 * be paused in the midst of it, or, hardly ever, have failed in a way that left it no chance to say so.
 *
 * <p>Only time in which the process was seen to run counts, so that a process that was paused as a whole does not lose its
 * patience. A record that is written after all, later, cannot be taken for another one, nor another one for it.
 */
final class Patience {

    /** Ten seconds. */
    static final long NANOS = 10_000_000_000L;
    /** As much of the time between two looks counts at most. */
    static final long NANOS_PER_LOOK = 1_000_000_000L;

    private static final long NOWHERE = -1;

    private final LongSupplier clock;
    private long position = NOWHERE;
    private long limit;
    private long lastLook;
    private long waited;

    Patience(LongSupplier clock) {
        this.clock = clock;
    }

    /** Tells that there was no record at a position, where everything before the tail had been claimed. */
    boolean isOver(long missing, long tail) {
        long now = clock.getAsLong();
        if (missing == position) {
            waited += Math.min(now - lastLook, NANOS_PER_LOOK);
        } else {
            position = missing;
            limit = tail;
            waited = 0;
        }
        lastLook = now;
        return waited >= NANOS;
    }

    /** What was claimed when the waiting began ends here. */
    long limit() {
        return limit;
    }
}
