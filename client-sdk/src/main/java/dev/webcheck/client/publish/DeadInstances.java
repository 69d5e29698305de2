package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.client.journal.DeadJournal;
import dev.webcheck.client.journal.LeftoverJournals;
import dev.webcheck.client.record.InstanceDeath;
import dev.webcheck.event.EventCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what instances that have died left in their journals: the events that were on their way, and then that the
 * instance is dead, with the requests that were open. Used by one thread. Internal to the SDK.
 */
public final class DeadInstances {

    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int BATCH = 2_000;

    private final Optional<LeftoverJournals> journals;
    private final Queue<DeadJournal> found = new ArrayDeque<>();
    private final EventCodec codec = new EventCodec();
    private @Nullable EncodedEvents events;
    private long nextLookNanos = System.nanoTime();

    /** Looks for journals in a directory, if there is one. */
    public DeadInstances(Optional<LeftoverJournals> journals) {
        this.journals = journals;
    }

    /** Publishes, and returns once all is acknowledged. */
    interface Publishing {
        void publish(UUID instanceId, List<byte[]> events) throws InterruptedException;
    }

    /** Publishes the next events of a dead instance, if there is one; true if there may be more. */
    boolean publishNext(Publishing publishing) throws InterruptedException {
        look();
        DeadJournal journal = found.peek();
        if (journal == null) {
            return false;
        }
        boolean published = false;
        try {
            publishNext(journal, publishing);
            published = true;
        } finally {
            if (!published) {
                forget(journal);
                journal.release();
            }
        }
        return true;
    }

    private void look() {
        if (found.isEmpty() && journals.isPresent() && System.nanoTime() - nextLookNanos >= 0) {
            found.addAll(journals.get().find());
            nextLookNanos = System.nanoTime() + LOOK_EVERY_NANOS;
        }
    }

    private void publishNext(DeadJournal journal, Publishing publishing) throws InterruptedException {
        EncodedEvents next = events;
        if (next == null) {
            next = new EncodedEvents(journal.instanceId(), journal.service());
            events = next;
        }
        next.clear();
        boolean more = read(journal, next);
        if (!more) {
            next.addEncoded(codec.encode(InstanceDeath.of(journal)));
        }
        publishing.publish(journal.instanceId(), next);
        if (!more) {
            forget(journal);
            journal.delete();
        }
    }

    private static boolean read(DeadJournal journal, EncodedEvents events) {
        return journal.read(
                        (kind, record, offset, length) -> {
                            switch (kind) {
                                case BEGIN -> events.addBegin(record, offset);
                                case END -> events.addEnd(record, offset);
                            }
                        },
                        BATCH)
                > 0;
    }

    private void forget(DeadJournal journal) {
        found.remove(journal);
        events = null;
    }

    /** Leaves what is not published to another start. */
    void close() {
        found.forEach(DeadJournal::release);
        found.clear();
    }
}
