package dev.webcheck.client.record;

import dev.webcheck.event.RequestCounters;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests from the start of the instance on. This class is threadsafe. */
public final class RecordedCounts {

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder unrecorded = new LongAdder();

    void begun() {
        begun.increment();
    }

    void ended() {
        ended.increment();
    }

    void unrecorded() {
        unrecorded.increment();
    }

    /** Ends are read first, so that there are never more of them than begins. */
    RequestCounters now() {
        long endedSoFar = ended.sum();
        return new RequestCounters(begun.sum(), endedSoFar, unrecorded.sum());
    }
}
