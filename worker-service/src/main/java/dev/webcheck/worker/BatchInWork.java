package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Whether a batch is in work, and since when. There is one at a time. Threadsafe. */
@ApplicationScoped
class BatchInWork {

    /**
     * What the consumer is at.
     *
     * @param busy whether a batch is in work; else records are waited for
     * @param since when that began
     */
    record State(boolean busy, Instant since) {}

    private final Clock clock = Clock.systemUTC();
    private volatile State state = new State(false, clock.instant());

    void begins() {
        state = new State(true, clock.instant());
    }

    void ends() {
        state = new State(false, clock.instant());
    }

    State state() {
        return state;
    }
}
