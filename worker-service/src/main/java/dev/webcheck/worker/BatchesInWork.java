package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What is being stored, and since when. Threadsafe. */
@ApplicationScoped
class BatchesInWork {

    private static final long LOOK_MILLIS = 20;

    /**
     * What a consumer is at.
     *
     * @param busy whether a batch is in work; else records are waited for
     * @param since when that began; or, in a batch that is stored in parts, when the latest of them was stored
     */
    record State(boolean busy, Instant since) {}

    private final Clock clock = Clock.systemUTC();
    private final Set<One> open = ConcurrentHashMap.newKeySet();
    private volatile Instant idleSince = clock.instant();

    One begins() {
        One one = new One();
        open.add(one);
        return one;
    }

    /** At least one state. */
    List<State> states() {
        List<State> busy = open.stream().map(one -> new State(true, one.since)).toList();
        return busy.isEmpty() ? List.of(new State(false, idleSince)) : busy;
    }

    /** Waits for the batches in work, when none follows any more; those that take longer than the limit are given up. */
    void awaitEnd(Duration limit) throws InterruptedException {
        Instant end = clock.instant().plus(limit);
        while (!open.isEmpty() && clock.instant().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** What one call stores. */
    final class One implements AutoCloseable {

        private volatile Instant since = clock.instant();

        private One() {}

        /** A part of it is stored. */
        void movesOn() {
            since = clock.instant();
        }

        @Override
        public void close() {
            idleSince = clock.instant();
            open.remove(this);
        }
    }
}
