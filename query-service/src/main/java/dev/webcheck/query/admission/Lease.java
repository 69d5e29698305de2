package dev.webcheck.query.admission;

import java.util.concurrent.atomic.AtomicBoolean;

/** Room that was taken, until it is given back. This class is threadsafe. */
final class Lease {

    private final Runnable giveBack;
    private final AtomicBoolean isHeld = new AtomicBoolean(true);

    Lease(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** Gives the room back; does nothing from the second time on. */
    void release() {
        if (isHeld.compareAndSet(true, false)) {
            giveBack.run();
        }
    }
}
