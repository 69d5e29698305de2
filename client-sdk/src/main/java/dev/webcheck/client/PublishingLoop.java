package dev.webcheck.client;

import dev.webcheck.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events out of the queue, a batch at a time, and removes a batch only when it is acknowledged. Between the
 * batches it puts the heartbeats in: an instance that cannot publish makes none.
 */
final class PublishingLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Webcheck.class);

    private static final int BATCH = 2_000;
    /** How long the first event of a batch waits for others. */
    private static final long GATHER_MILLIS = 5;

    private static final long FIRST_BACKOFF_MILLIS = 50;
    private static final long LONGEST_BACKOFF_MILLIS = 1_000;
    private static final Duration CLOSE_PUBLISHER = Duration.ofMillis(500);

    private final EventQueue queue;
    private final EventPublisher publisher;
    private final InstanceSigns signs;
    private final long heartbeatNanos;
    private final OwnFailures failures;
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failedTries = new LongAdder();
    private final Outage outage;
    private long lastBeat = System.nanoTime();
    private volatile boolean closing;

    PublishingLoop(
            EventQueue queue,
            EventPublisher publisher,
            InstanceSigns signs,
            Duration heartbeatInterval,
            OwnFailures failures) {
        this.queue = queue;
        this.publisher = publisher;
        this.signs = signs;
        this.heartbeatNanos = heartbeatInterval.toNanos();
        this.failures = failures;
        this.outage = new Outage(publisher.destination());
    }

    /** Makes {@link #run} return once the queue is empty; an interrupt makes it return at once. */
    void finish() {
        closing = true;
    }

    long acknowledged() {
        return acknowledged.sum();
    }

    long failedTries() {
        return failedTries.sum();
    }

    @Override
    public void run() {
        try {
            while (!closing || queue.pending() > 0) {
                publishNext();
            }
        } catch (InterruptedException e) {
            if (queue.pending() > 0) {
                LOG.warn(
                        "Webcheck was closed before all was published to {}; lost events: {}.",
                        publisher.destination(),
                        queue.pending());
            }
        } finally {
            publisher.close(CLOSE_PUBLISHER);
        }
    }

    private void publishNext() throws InterruptedException {
        try {
            beatIfDue();
            queue.await(Duration.ofNanos(Math.max(0, untilNextBeat())));
            if (queue.pending() < BATCH && !closing) {
                Thread.sleep(GATHER_MILLIS);
            }
            List<Event> batch = queue.oldest(BATCH);
            if (!batch.isEmpty()) {
                publishUntilAcknowledged(batch);
                queue.removeOldest(batch.size());
            }
        } catch (RuntimeException failure) {
            failures.add(failure);
            Thread.sleep(LONGEST_BACKOFF_MILLIS);
        }
    }

    private void publishUntilAcknowledged(List<Event> batch) throws InterruptedException {
        long backoff = FIRST_BACKOFF_MILLIS;
        while (true) {
            try {
                publisher.publish(batch);
                acknowledged.add(batch.size());
                outage.published();
                return;
            } catch (PublishException e) {
                failedTries.increment();
                outage.failed(e, queue.pending());
            }
            Thread.sleep(backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1));
            backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MILLIS);
        }
    }

    private void beatIfDue() {
        if (!closing && untilNextBeat() <= 0) {
            lastBeat = System.nanoTime();
            signs.beat();
        }
    }

    private long untilNextBeat() {
        return lastBeat + heartbeatNanos - System.nanoTime();
    }
}
