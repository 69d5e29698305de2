package dev.webcheck.client.journal;

import dev.webcheck.client.journal.JournalFile.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the file of a journal, and makes another segment when it fails, in a thread of its own: the publisher may be
 * waiting for its broker just then. Internal to the SDK.
 */
public final class JournalWatch implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.webcheck.client");

    /** A writer that takes longer loses its record, as one that {@link Patience} is lost with does. */
    private static final long STAYS_NANOS = Duration.ofMinutes(1).toNanos();

    private final Segments journal;
    private final long intervalNanos;
    private final JournalFile.Zeros zeros;
    /** The segments that others have followed, and since when. */
    private final Map<Segment, Long> followed = new HashMap<>();

    private boolean failureTold;

    /**
     * Looks at nothing yet; {@link #run} is for a thread of its own.
     *
     * @param journal what to look after
     * @param interval from one look to the next
     */
    public JournalWatch(Journal journal, Duration interval) {
        this(journal, interval, JournalFile::writeZeros);
    }

    JournalWatch(Journal journal, Duration interval, JournalFile.Zeros zeros) {
        this.journal = journal.segments();
        this.intervalNanos = interval.toNanos();
        this.zeros = zeros;
    }

    /** Returns once the journal is closed. */
    @Override
    public void run() {
        Thread self = Thread.currentThread();
        journal.onFailure(() -> LockSupport.unpark(self));
        while (!journal.isClosed()) {
            look();
            LockSupport.parkNanos(this, intervalNanos);
            // Nobody has a reason to; but it would not park any more.
            Thread.interrupted();
        }
    }

    void look() {
        try {
            Segment active = journal.active();
            if (active.isBroken()) {
                followFailed(active, reasonOfFailure());
            } else if (active.file().isPresent()) {
                look(active, active.file().get());
            } else if (journal.awaitsRoom()) {
                returnToFile(active);
            }
            lookAfterFollowed();
        } catch (Throwable thrown) {
            journal.fault();
            if (!failureTold) {
                failureTold = true;
                LOG.warn("Webcheck cannot look after its journal: {}", thrown.toString());
            }
        }
    }

    private void look(Segment active, JournalFile file) throws IOException {
        State state = file.state();
        if (state == State.CUT_SHORT) {
            active.breaks();
            followFailed(active, "it was cut short");
        } else if (state == State.DELETED) {
            followDeleted(active, file);
        }
    }

    private String reasonOfFailure() {
        return journal.failure().map(Segments::reason).orElse("unknown");
    }

    private void followFailed(Segment failed, String because) {
        long lost = failed.pending();
        if (follow(failed, inMemory(failed, "the journal has failed: " + because))) {
            journal.fault();
            LOG.warn(
                    "Webcheck cannot use its journal {} any more ({}). It keeps events in memory from now on, which dies with"
                            + " the process; events that were lost: {}. The application is not affected.",
                    failed.file().map(file -> file.path().toString()).orElse(""),
                    because,
                    lost);
        }
    }

    private void followDeleted(Segment deleted, JournalFile file) {
        file.wasDeleted();
        Segment next;
        String how;
        try {
            next = inFile(deleted);
            how = "It goes on with another one.";
        } catch (IOException | RuntimeException | InternalError e) {
            next = inMemory(deleted, "the journal was deleted, and another one cannot be made: " + Segments.reason(e));
            how =
                    "It keeps events in memory from now on, which dies with the process, since another one cannot be made: "
                            + Segments.reason(e);
        }
        if (follow(deleted, next)) {
            journal.fault();
            LOG.warn(
                    "The journal of Webcheck, {}, was deleted by somebody while it was in use. {} If its directory is swept,"
                            + " set webcheck.journal-directory to another one.",
                    file.path(),
                    how);
        }
    }

    private void returnToFile(Segment active) {
        try {
            if (follow(active, inFile(active))) {
                LOG.info("Webcheck keeps its events in a journal again.");
            }
        } catch (IOException | RuntimeException | InternalError e) {
            // The next time, perhaps.
        }
    }

    private boolean follow(Segment before, Segment next) {
        if (!journal.follow(next)) {
            next.file().ifPresent(JournalFile::delete);
            return false;
        }
        followed.put(before, System.nanoTime());
        if (!before.isBroken()) {
            before.dropCarried();
        }
        return true;
    }

    /** Those that live on until their last request has ended. */
    private void lookAfterFollowed() {
        List<Segment> sound = new ArrayList<>();
        for (Map.Entry<Segment, Long> each : List.copyOf(followed.entrySet())) {
            Segment segment = each.getKey();
            if (segment.isBroken()) {
                continue;
            }
            boolean young = System.nanoTime() - each.getValue() < STAYS_NANOS;
            if (young || !segment.isAcknowledged() || journal.openOf(segment) > 0) {
                sound.add(segment);
            } else {
                journal.drop(segment);
                followed.remove(segment);
            }
        }
        Segment active = journal.active();
        if (active.file().isPresent() && !active.isBroken()) {
            try {
                active.carry(sound);
            } catch (Throwable thrown) {
                journal.failed(active, thrown);
            }
        }
    }

    private Segment inFile(Segment before) throws IOException {
        if (before.number() >= Segment.MOST - 2) {
            throw new IOException("it was deleted too often");
        }
        return Segment.inFile(before.number() + 1, journal.settings(), zeros, before.end(), journal.counts());
    }

    private Segment inMemory(Segment before, String because) {
        return Segment.inMemory(before.number() + 1, journal.settings(), because, before.end(), journal.counts());
    }
}
