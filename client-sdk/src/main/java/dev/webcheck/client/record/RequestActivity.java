package dev.webcheck.client.record;

import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.journal.JournalCounts;
import dev.webcheck.event.RequestIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Notices whether requests begin and end, or are open. A request that has been open for long, such as a stream, says nothing
 * about what the process still has to do, so it does not count. Belongs to one thread. Internal to the SDK.
 */
public final class RequestActivity {

    private final Journal journal;
    private final Duration longestOpen;
    private final InstantSource clock;
    private JournalCounts seen;
    private long lastNanos = System.nanoTime();

    /**
     * Counts from now on.
     *
     * @param journal where the requests are recorded
     * @param longestOpen a request that has been open for longer does not count
     * @param clock that of the request ids
     */
    public RequestActivity(Journal journal, Duration longestOpen, InstantSource clock) {
        this.journal = journal;
        this.longestOpen = longestOpen;
        this.clock = clock;
        this.seen = journal.counts();
    }

    /**
     * For how long nothing has happened.
     *
     * @return nanoseconds since a request was last seen to begin, to end, or to be open; at first since the start of this
     */
    public long quietNanos() {
        JournalCounts now = journal.counts();
        boolean changed = now.begun() != seen.begun() || now.ended() != seen.ended();
        seen = now;
        if (changed || (now.begun() > now.ended() && isAnyOpen())) {
            lastNanos = System.nanoTime();
            return 0;
        }
        return System.nanoTime() - lastNanos;
    }

    private boolean isAnyOpen() {
        long since = clock.instant().minus(longestOpen).toEpochMilli();
        boolean[] open = {false};
        journal.listOpen((idMsb, idLsb, phase) ->
                open[0] |= RequestIds.startedAt(new UUID(idMsb, idLsb)).toEpochMilli() >= since);
        return open[0];
    }
}
