package dev.webcheck.local;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that is done in a thread of its own, and that somebody waits for. */
final class Underway {

    private final String name;
    private final FutureTask<Boolean> task;

    private Underway(String name, Runnable work) {
        this.name = name;
        this.task = new FutureTask<>(work, true);
    }

    static Underway start(String name, Runnable work) {
        Underway underway = new Underway(name, work);
        // No daemon, and so neither are the threads of the server that it starts.
        new Thread(underway.task, name).start();
        return underway;
    }

    /** Returns once the work is done, and throws what it has thrown. */
    void await() {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new LocalServerException(name + " failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServerException("Interrupted while waiting for " + name);
        }
    }
}
