package dev.webcheck.client.journal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the reading thread waits for records. Waking a thread takes microseconds, which those who write are to be spared. So
 * while records keep coming the reader looks for them itself, every few milliseconds; only after a while without any it
 * sleeps, and the next writer wakes it.
 */
final class Waiting {

    /** Five milliseconds between two looks. */
    private static final long LOOK_NANOS = 5_000_000L;
    /** A second without a record, until the reader sleeps. */
    private static final long AWAKE_NANOS = 1_000_000_000L;

    private volatile @Nullable Thread asleep;
    private volatile boolean woken;
    private long lastSeen = System.nanoTime();

    /** To be called when what the reader waits for may have come true, after a volatile write. */
    void arrived() {
        Thread reader = asleep;
        if (reader != null) {
            asleep = null;
            LockSupport.unpark(reader);
        }
    }

    /** Lets the one who waits now, or else the next one, return at once. */
    void wake() {
        woken = true;
        arrived();
    }

    /** Whether it has come true; false if the time is over or the reader was woken. */
    boolean await(BooleanSupplier condition, long nanos) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while waiting for records");
            }
            long now = System.nanoTime();
            if (condition.getAsBoolean()) {
                lastSeen = now;
                return true;
            }
            long left = nanos - (now - start);
            if (woken || left <= 0) {
                woken = false;
                return false;
            }
            if (now - lastSeen < AWAKE_NANOS) {
                LockSupport.parkNanos(this, Math.min(left, LOOK_NANOS));
            } else {
                sleep(condition, left);
            }
        }
    }

    private void sleep(BooleanSupplier condition, long nanos) {
        asleep = Thread.currentThread();
        try {
            if (!condition.getAsBoolean() && !woken) {
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            asleep = null;
        }
    }
}
