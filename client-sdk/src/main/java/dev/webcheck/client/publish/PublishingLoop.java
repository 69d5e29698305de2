package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.record.Instance;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.client.record.RequestActivity;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events of the instance, a batch at a time, and goes on only when a batch is acknowledged. Between the batches
 * it makes the heartbeats, so that an instance that cannot publish makes none, and tells of those instances that have died
 * and left their journals. Internal to the SDK.
 */
public final class PublishingLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.webcheck.client");

    private static final int BATCH = 2_000;
    /** How long the first event of a batch waits for others: a record costs the more, the fewer events it has. */
    private static final long GATHER_MILLIS = 25;

    /** How long it waits while the process goes down, which may end at any moment. */
    private static final long LAST_GATHER_MILLIS = 5;

    /** How long nothing may happen after a stop was withdrawn, until the next one. The process may end at any moment. */
    private static final long REST_NANOS = Duration.ofMillis(30).toNanos();

    /** The first request after a stop has been told is to keep its journal from being deleted, whatever comes next. */
    private static final Duration LOOK_IN_SHUTDOWN = Duration.ofMillis(1);

    private static final long FIRST_BACKOFF_MILLIS = 50;
    private static final long LONGEST_BACKOFF_MILLIS = 1_000;
    private static final Duration CLOSE_PUBLISHER = Duration.ofMillis(500);

    private final UUID instanceId;
    private final Journal journal;
    private final NextEvents next;
    private final InstanceSigns signs;
    private final DeadInstances dead;
    private final EventPublisher publisher;
    private final long heartbeatNanos;
    private final OwnFailures failures;
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failedTries = new LongAdder();
    private final Outage outage;
    private long lastBeat = System.nanoTime();
    private boolean unrecordedTold;
    private boolean stopAnnounced;
    private volatile boolean closing;
    /** Set while the process goes down. */
    private volatile @Nullable RequestActivity lastRequests;

    private volatile boolean allTold;

    /**
     * Puts it together; {@link #run} is for a thread of its own.
     *
     * @param instance the living instance
     * @param journal its journal
     * @param signs its signs
     * @param dead other instances, which have died
     * @param publisher the way out
     * @param heartbeatInterval from one heartbeat to the next
     * @param failures is told what fails inside
     */
    public PublishingLoop(
            Instance instance,
            Journal journal,
            InstanceSigns signs,
            DeadInstances dead,
            EventPublisher publisher,
            Duration heartbeatInterval,
            OwnFailures failures) {
        this.instanceId = instance.id();
        this.journal = journal;
        this.next = new NextEvents(instance, journal, signs, failures);
        this.signs = signs;
        this.dead = dead;
        this.publisher = publisher;
        this.heartbeatNanos = heartbeatInterval.toNanos();
        this.failures = failures;
        this.outage = new Outage(publisher.destination());
    }

    /**
     * From now on the process may end at any time. What is recorded is still published, and the stop that was announced is
     * withdrawn and announced again as requests begin and end.
     *
     * @param requests the requests of the instance; this loop's own from now on
     */
    public void goDown(RequestActivity requests) {
        lastRequests = requests;
    }

    /** Makes {@link #run} return once all events are published; an interrupt makes it return at once. */
    public void finish() {
        closing = true;
        journal.wake();
    }

    /**
     * How many events have been acknowledged, signs among them.
     *
     * @return a number that only grows
     */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /**
     * How many tries to publish have failed.
     *
     * @return a number that only grows
     */
    public long failedTries() {
        return failedTries.sum();
    }

    /**
     * How many events wait.
     *
     * @return records and signs that are not acknowledged
     */
    public long pending() {
        return next.pending();
    }

    /**
     * Whether the process may end now: the stop that was announced, and all before it, has been published, and the journal
     * goes with the process.
     *
     * @return false also before {@link #goDown}
     */
    public boolean isAllTold() {
        return allTold;
    }

    /** Warns of events that are not published at the end, if there are any. */
    public void tellPending() {
        long pending = next.pending();
        if (pending > 0) {
            LOG.warn(
                    "Webcheck was closed before all was published to {}; events that wait: {}{}.",
                    publisher.destination(),
                    pending,
                    journal.inMemoryBecause().isEmpty() ? ", kept for the next start" : ", lost");
        }
    }

    @Override
    public void run() {
        Untraced.run(this::publish);
    }

    private void publish() {
        try {
            while (!closing || next.pending() > 0) {
                publishNext();
            }
        } catch (InterruptedException e) {
            tellPending();
        } finally {
            dead.close();
            publisher.close(CLOSE_PUBLISHER);
        }
    }

    private void publishNext() throws InterruptedException {
        try {
            beatIfDue();
            signs.catchUp();
            tellUnrecorded();
            boolean more = !closing && lastRequests == null && dead.publishNext(this::publishUntilAcknowledged);
            if (!more && signs.pending() == 0) {
                awaitRecords();
            }
            EncodedEvents batch = next.take(BATCH);
            if (batch.size() > 0) {
                publishUntilAcknowledged(instanceId, batch);
            }
            next.acknowledged();
        } catch (RuntimeException | Error failure) {
            // An error as well: of a journal that somebody has cut short, this thread may be told at any time.
            failures.add(failure);
            Thread.sleep(LONGEST_BACKOFF_MILLIS);
        }
    }

    private void followShutdown() {
        RequestActivity requests = lastRequests;
        if (requests == null || closing) {
            return;
        }
        if (signs.isStopAnnounced()) {
            stopAnnounced = true;
            signs.withdrawStop();
        } else if (stopAnnounced && requests.quietNanos() >= REST_NANOS) {
            signs.announceStop();
        }
        boolean told = signs.isStopAnnounced() && next.pending() == 0;
        journal.deleteAtExit(told);
        allTold = told;
    }

    private void publishUntilAcknowledged(UUID instance, EncodedEvents batch) throws InterruptedException {
        long backoff = FIRST_BACKOFF_MILLIS;
        while (true) {
            long least = 0;
            try {
                publisher.publish(instance, batch);
                acknowledged.add(batch.size());
                outage.published();
                return;
            } catch (PublishException e) {
                failedTries.increment();
                outage.failed(e, next.pending());
                signs.catchUp();
                tellUnrecorded();
                least = e.retryAfter().map(Duration::toMillis).orElse(0L);
            }
            long jittered = backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1);
            // On top of what the other side asks for, or all would come back at once.
            Thread.sleep(least + jittered);
            backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MILLIS);
        }
    }

    private void awaitRecords() throws InterruptedException {
        journal.await(longestWait());
        followShutdown();
        if (next.pending() < BATCH && !closing && (lastRequests == null || next.pending() > 0)) {
            Thread.sleep(lastRequests == null ? GATHER_MILLIS : LAST_GATHER_MILLIS);
        }
    }

    /** At the close, only a record that is just being written is waited for. */
    private Duration longestWait() {
        if (closing) {
            return Duration.ofMillis(LAST_GATHER_MILLIS);
        }
        return lastRequests == null ? Duration.ofNanos(Math.max(0, untilNextBeat())) : LOOK_IN_SHUTDOWN;
    }

    /** Once; the heartbeats and the counters tell how many there are. A journal that has failed says so itself. */
    private void tellUnrecorded() {
        long unrecorded = journal.counts().unrecorded();
        if (!unrecordedTold && !closing && unrecorded > 0 && !journal.hasFailed()) {
            unrecordedTold = true;
            LOG.warn(
                    "Webcheck has no room for further requests until some are published; not recorded so far: {}. The"
                            + " application is not affected. A larger webcheck.journal-size bridges longer outages.",
                    unrecorded);
        }
    }

    private void beatIfDue() {
        if (!closing && untilNextBeat() <= 0 && !signs.isStopAnnounced()) {
            lastBeat = System.nanoTime();
            signs.beat();
        }
    }

    private long untilNextBeat() {
        return lastBeat + heartbeatNanos - System.nanoTime();
    }
}
