package dev.webcheck.correlation;

import java.time.Instant;
import java.util.UUID;

/**
 * A change of an instance decides more open requests than one transaction may hold, so following transactions decide the rest. Until
 * they have, nothing else changes the instance. Immutable.
 *
 * @param at when the change was found, by the broker's clock
 * @param after the verdicts on all open requests up to this id are reached
 * @param crashed the crashed requests of the instance so far, for its incident
 */
public record PendingVerdicts(Instant at, UUID after, CrashCounts crashed) {

    /** An id below all requests. */
    public static final UUID FROM_THE_FIRST = new UUID(0, 0);
}
