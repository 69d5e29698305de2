package dev.webcheck.store.read.completeness;

import dev.webcheck.event.RequestCounters;
import java.util.Optional;

/**
 * What an instance has told of itself.
 *
 * @param counters how many requests it has recorded, as of its latest sign; empty if none has arrived
 * @param standing whether more is to come
 */
record Telling(Optional<RequestCounters> counters, Standing standing) {

    enum Standing {
        /** It lives. */
        RUNNING,
        /** It is presumed dead. */
        SILENT,
        /** It has stopped, or its journal was found: the latest sign is the last, and counts all. */
        OVER
    }
}
