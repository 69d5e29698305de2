package dev.webcheck.client.record;

import dev.webcheck.client.journal.DeadJournal;
import dev.webcheck.client.journal.JournalCounts;
import dev.webcheck.event.EventLimits;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import java.time.Instant;

/** What a journal proves of the instance that left it. Internal to the SDK. */
public final class InstanceDeath {

    private InstanceDeath() {}

    /**
     * That it has died; or, if it had been closed in good order before, that it was.
     *
     * @param journal what it left
     * @return its last sign
     */
    public static InstanceStopped of(DeadJournal journal) {
        JournalCounts counts = journal.counts();
        OpenListing open = OpenListing.of(journal.open(), System.currentTimeMillis(), EventLimits.OPEN_REQUESTS);
        return new InstanceStopped(
                journal.instanceId(),
                journal.service(),
                journal.lastSignSequence() + 1,
                journal.stopReason().filter(StopReason.CLOSED.name()::equals).isPresent()
                        ? StopReason.CLOSED
                        : StopReason.DIED,
                new RequestCounters(counts.begun(), counts.ended(), counts.unrecorded()),
                Instant.ofEpochMilli(open.before()),
                open.phases());
    }
}
