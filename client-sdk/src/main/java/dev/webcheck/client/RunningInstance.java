package dev.webcheck.client;

import dev.webcheck.client.compact.BeginRecord;
import dev.webcheck.client.compact.EndRecord;
import dev.webcheck.client.intercept.Instrumentation;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.journal.JournalCounts;
import dev.webcheck.client.journal.JournalDirectories;
import dev.webcheck.client.journal.JournalSettings;
import dev.webcheck.client.journal.JournalWatch;
import dev.webcheck.client.journal.LeftoverJournals;
import dev.webcheck.client.publish.DeadInstances;
import dev.webcheck.client.publish.EventPublisher;
import dev.webcheck.client.publish.PublishingLoop;
import dev.webcheck.client.record.Instance;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.client.record.RequestRecorder;
import dev.webcheck.event.StopReason;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that works between the start and the close of a Webcheck, put together. */
final class RunningInstance {

    private static final Logger LOG = LoggerFactory.getLogger("dev.webcheck.client");
    private static final long LAST_MILLIS = 1_000;

    /** From one look at the file of the journal to the next, at most. */
    private static final Duration LONGEST_WATCH_INTERVAL = Duration.ofSeconds(2);

    private final Duration closeTimeout;
    private final EventPublisher publisher;
    private final OwnFailures failures = new OwnFailures();
    private final boolean journalWanted;
    private final Journal journal;
    private final InstanceSigns signs;
    private final PublishingLoop loop;
    private final Thread publisherThread;
    private final Thread journalThread;
    private final Thread shutdownHook;
    private final Instrumentation instrumentation;

    RunningInstance(Settings settings, Instance instance, EventPublisher publisher) {
        this(settings, instance, publisher, journal(settings, instance));
    }

    RunningInstance(Settings settings, Instance instance, EventPublisher publisher, Journal journal) {
        this.journal = journal;
        closeTimeout = settings.closeTimeout();
        this.publisher = publisher;
        journalWanted = settings.journalEnabled();
        signs = new InstanceSigns(
                instance, journal, settings.heartbeatInterval(), settings.lease(), InstantSource.system());
        loop = new PublishingLoop(
                instance,
                journal,
                signs,
                new DeadInstances(leftovers(settings), failures),
                publisher,
                settings.heartbeatInterval(),
                failures);
        publisherThread = daemon(loop, "webcheck-publisher");
        Duration watchInterval = settings.heartbeatInterval().compareTo(LONGEST_WATCH_INTERVAL) < 0
                ? settings.heartbeatInterval()
                : LONGEST_WATCH_INTERVAL;
        journalThread = daemon(new JournalWatch(journal, watchInterval), "webcheck-journal");
        shutdownHook = new Thread(() -> stop(StopReason.SHUTDOWN), "webcheck-shutdown");
        instrumentation = new Instrumentation(
                new RequestRecorder(journal, signs, failures),
                settings.selection(),
                settings.privacy(),
                settings.propagateTrace(),
                Cleaner.create(task -> daemon(task, "webcheck-cleaner")),
                failures);
    }

    private static Journal journal(Settings settings, Instance instance) {
        JournalSettings how = new JournalSettings(
                settings.journalDirectory(),
                settings.journalSize(),
                instance.id(),
                instance.service(),
                BeginRecord.LARGEST,
                EndRecord.largest(!settings.privacy().responseHeaders().isEmpty()),
                settings.journalLeftovers());
        return settings.journalEnabled() ? Journal.open(how) : Journal.inMemory(how, "it is not enabled");
    }

    private static Optional<LeftoverJournals> leftovers(Settings settings) {
        return settings.journalEnabled()
                ? Optional.of(new LeftoverJournals(JournalDirectories.ofProcess()
                        .ofLeftovers(
                                settings.journalDirectory(),
                                settings.transport().destination())
                        .toArray(Path[]::new)))
                : Optional.empty();
    }

    void start() {
        journal.inMemoryBecause()
                .filter(why -> journalWanted)
                .ifPresent(why -> LOG.warn(
                        "Webcheck has no journal and keeps events in memory, which dies with the process: {}.", why));
        signs.beat();
        publisherThread.start();
        if (journalWanted) {
            journalThread.start();
        }
        try {
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            failures.add(e);
        }
    }

    Instrumentation instrumentation() {
        return instrumentation;
    }

    WebcheckCounters counters() {
        JournalCounts requests = journal.counts();
        return new WebcheckCounters(
                requests.begun(),
                requests.ended(),
                requests.unrecorded(),
                loop.acknowledged(),
                publisher.refused(),
                loop.pending(),
                loop.failedTries(),
                failures.count() + journal.faults());
    }

    void close() {
        stop(canRemoveHook() ? StopReason.CLOSED : StopReason.SHUTDOWN);
    }

    /** False when the process is going down already. */
    private boolean canRemoveHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void stop(StopReason reason) {
        signs.stop(reason);
        loop.finish();
        try {
            if (!closeTimeout.isZero()) {
                TimeUnit.NANOSECONDS.timedJoin(publisherThread, closeTimeout.toNanos());
            }
            publisherThread.interrupt();
            publisherThread.join(LAST_MILLIS);
        } catch (InterruptedException e) {
            publisherThread.interrupt();
            Thread.currentThread().interrupt();
        } finally {
            journal.close(signs.pending() == 0);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Webcheck.class.getClassLoader());
        return thread;
    }
}
