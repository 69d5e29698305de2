package dev.webcheck.client;

import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.publish.PublishingLoop;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.client.record.RequestActivity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * What the shutdown hook does. The JVM runs all hooks at once and ends when the last one returns, so nobody knows for how long
 * others, such as that of a server that drains, still send requests. The hook waits while requests are open, tells that the
 * instance stops, and returns; recording, and publishing, go on until the JVM ends.
 */
final class GracefulShutdown {

    /** For a process that has nothing to do any more, which is not to end later because of this. */
    private static final long QUIET_AT_FIRST_NANOS = Duration.ofMillis(30).toNanos();
    /** For a process that has had requests since the hook was run: its next one may be a while away. */
    private static final long QUIET_AFTER_REQUESTS_NANOS =
            Duration.ofMillis(500).toNanos();

    private static final long POLL_MILLIS = 5;

    private final Journal journal;
    private final InstanceSigns signs;
    private final PublishingLoop loop;
    private final Duration timeout;
    private final Duration closeTimeout;
    private final InstantSource clock;

    GracefulShutdown(
            Journal journal,
            InstanceSigns signs,
            PublishingLoop loop,
            Duration timeout,
            Duration closeTimeout,
            InstantSource clock) {
        this.journal = journal;
        this.signs = signs;
        this.loop = loop;
        this.timeout = timeout;
        this.closeTimeout = closeTimeout;
        this.clock = clock;
    }

    void run() {
        long deadline = System.nanoTime() + timeout.toNanos();
        RequestActivity requests = activity();
        loop.goDown(activity());
        try {
            do {
                awaitLastRequest(requests, deadline);
                signs.announceStop();
            } while (!isTold(requests, deadline));
            loop.tellPending();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RequestActivity activity() {
        return new RequestActivity(journal, timeout, clock);
    }

    private void awaitLastRequest(RequestActivity requests, long deadline) throws InterruptedException {
        long enough = QUIET_AT_FIRST_NANOS;
        for (long quiet = requests.quietNanos();
                quiet < enough && deadline - System.nanoTime() > 0 && !signs.hasStopped();
                quiet = requests.quietNanos()) {
            if (quiet == 0) {
                enough = QUIET_AFTER_REQUESTS_NANOS;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** False if a request has begun meanwhile, and there is time to wait for it. */
    private boolean isTold(RequestActivity requests, long deadline) throws InterruptedException {
        long tellUntil = System.nanoTime() + closeTimeout.toNanos();
        while (!isAllTold() && tellUntil - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            if (requests.quietNanos() == 0 && deadline - System.nanoTime() > 0 && !signs.hasStopped()) {
                return false;
            }
        }
        return true;
    }

    /** After a close nobody says what becomes of the journal at the end of the process. */
    private boolean isAllTold() {
        return loop.pending() == 0 && (loop.isAllTold() || signs.hasStopped());
    }
}
