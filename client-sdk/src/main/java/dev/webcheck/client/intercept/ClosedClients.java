package dev.webcheck.client.intercept;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the requests of asynchronous clients that were closed. HttpClient calls nobody back for what is under way when a
 * client is closed at once, or has not ended some seconds after it is closed gracefully.
 *
 * <p>A thread looks once a second, as long as there are open requests.
 */
final class ClosedClients {

    private static final long LOOK_MILLIS = 1_000;
    private static final Set<Watched> OPEN = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean LOOKING = new AtomicBoolean();

    private ClosedClients() {}

    /** A request that is under way. It must not be held by what it holds. */
    abstract static class Watched {

        private boolean seen;

        /** Whether its client has been closed, and will not call back. */
        abstract boolean isClosed();

        abstract void closed();

        /** The reactor may still be busy with its last callbacks at the first look. */
        private void look() {
            if (seen) {
                closed();
                OPEN.remove(this);
            }
            seen = isClosed();
        }
    }

    static void watch(Watched request) {
        OPEN.add(request);
        if (!LOOKING.get() && LOOKING.compareAndSet(false, true)) {
            start();
        }
    }

    /** Where no thread can be started, the next request tries again. */
    private static void start() {
        try {
            Thread thread = new Thread(null, ClosedClients::look, "webcheck-closed-clients", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClosedClients.class.getClassLoader());
            thread.start();
        } catch (OutOfMemoryError e) {
            LOOKING.set(false);
        }
    }

    static void ended(Watched request) {
        OPEN.remove(request);
    }

    private static void look() {
        do {
            while (!OPEN.isEmpty()) {
                try {
                    Thread.sleep(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    // Nobody has a reason to; the next look is early.
                }
                OPEN.forEach(Watched::look);
            }
            LOOKING.set(false);
        } while (!OPEN.isEmpty() && LOOKING.compareAndSet(false, true));
    }
}
