package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.client.journal.DeadJournal;
import dev.webcheck.client.journal.LeftoverJournals;
import dev.webcheck.client.record.InstanceDeath;
import dev.webcheck.client.record.OwnFailures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;

/**
 * Publishes what instances that have died left in their journals: the events that were on their way, and then that the
 * instance is dead, with the requests that were open. Used by one thread. Internal to the SDK.
 */
public final class DeadInstances {

    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int BATCH = 2_000;

    private final Optional<LeftoverJournals> journals;
    private final OwnFailures failures;
    private final Queue<Dead> found = new ArrayDeque<>();
    /** Those that something was wrong with; another process may be luckier. */
    private final Set<UUID> givenUp = new HashSet<>();

    private long nextLookNanos = System.nanoTime();

    private record Dead(DeadJournal journal, EventBatch batch) {}

    /**
     * Looks nowhere yet.
     *
     * @param journals where to look, if there is such a place
     * @param failures is told what is wrong with journals
     */
    public DeadInstances(Optional<LeftoverJournals> journals, OwnFailures failures) {
        this.journals = journals;
        this.failures = failures;
    }

    /** Publishes, and returns once all is acknowledged. */
    interface Publishing {
        void publish(UUID instanceId, EncodedEvents events) throws InterruptedException;
    }

    /**
     * Publishes the next events of a dead instance, if there is one; true if there may be more. Whatever is wrong with its
     * journal does not keep the living from being heard.
     */
    boolean publishNext(Publishing publishing) throws InterruptedException {
        Dead dead = null;
        try {
            look();
            dead = found.peek();
            if (dead != null) {
                publishNext(dead, publishing);
            }
        } catch (RuntimeException | InternalError failure) {
            failures.add(failure);
            if (dead != null) {
                giveUp(dead);
            }
        }
        return !found.isEmpty();
    }

    private void look() {
        if (found.isEmpty() && journals.isPresent() && System.nanoTime() - nextLookNanos >= 0) {
            nextLookNanos = System.nanoTime() + LOOK_EVERY_NANOS;
            for (DeadJournal journal : journals.get().find()) {
                if (givenUp.contains(journal.instanceId())) {
                    journal.release();
                } else {
                    found.add(new Dead(journal, new EventBatch(journal.instanceId(), journal.service(), failures)));
                }
            }
        }
    }

    private void publishNext(Dead dead, Publishing publishing) throws InterruptedException {
        DeadJournal journal = dead.journal();
        dead.batch().clear();
        boolean more = journal.read(dead.batch(), BATCH) == BATCH;
        if (!more) {
            dead.batch().add(InstanceDeath.of(journal));
        }
        publishing.publish(journal.instanceId(), dead.batch().events());
        if (!more) {
            found.remove(dead);
            journal.delete();
        }
    }

    private void giveUp(Dead dead) {
        found.remove(dead);
        givenUp.add(dead.journal().instanceId());
        dead.journal().release();
    }

    /** Leaves what is not published to another start. */
    void close() {
        found.forEach(dead -> dead.journal().release());
        found.clear();
    }
}
