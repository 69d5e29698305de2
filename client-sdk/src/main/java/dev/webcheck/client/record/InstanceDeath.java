package dev.webcheck.client.record;

import dev.webcheck.client.journal.DeadJournal;
import dev.webcheck.client.journal.JournalCounts;
import dev.webcheck.event.EventLimits;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import java.time.Instant;
import java.util.stream.Stream;

/** What a journal proves of the instance that left it. Internal to the SDK. */
public final class InstanceDeath {

    private InstanceDeath() {}

    /**
     * That it has died; or, if it had told before that it was closed or shut down in order, that it was.
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
                reason(journal),
                new RequestCounters(counts.begun(), counts.ended(), counts.unrecorded()),
                Instant.ofEpochMilli(open.before()),
                open.phases());
    }

    private static StopReason reason(DeadJournal journal) {
        String told = journal.stopReason().orElse("");
        return Stream.of(StopReason.CLOSED, StopReason.SHUTDOWN)
                .filter(reason -> reason.name().equals(told))
                .findFirst()
                .orElse(StopReason.DIED);
    }
}
