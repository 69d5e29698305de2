package dev.webcheck.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Since when, if at all, something that the worker needs does not do its part. Said once when that begins and once when it is
 * over. Threadsafe.
 */
class Outage {

    private static final Logger LOG = Logger.getLogger(Outage.class);

    /** Another reason is worth another line, but not a flood of them. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final String needed;
    private final Clock clock;
    private String told = "";
    private Instant toldAt = Instant.EPOCH;
    private Optional<Instant> since = Optional.empty();
    private Instant overAt = Instant.EPOCH;

    /**
     * Of something that is there so far.
     *
     * @param needed what it is, as the object of a sentence
     */
    Outage(String needed, Clock clock) {
        this.needed = needed;
        this.clock = clock;
    }

    String needed() {
        return needed;
    }

    void goesOn(String why) {
        goesOn(clock.instant(), why);
    }

    /**
     * Records that the outage lasts.
     *
     * @param begunAt when it began, unless it is known to have begun before
     */
    synchronized void goesOn(Instant begunAt, String why) {
        Instant now = clock.instant();
        if (since.isEmpty()) {
            since = Optional.of(begunAt);
            tell("Waiting", why, now);
        } else if (!why.equals(told) && Duration.between(toldAt, now).compareTo(BETWEEN_LINES) >= 0) {
            tell("Still waiting", why, now);
        }
    }

    private void tell(String waiting, String why, Instant now) {
        told = why;
        toldAt = now;
        LOG.warnf("%s for %s: %s", waiting, needed, oneLine(why));
    }

    synchronized void isOver() {
        since.ifPresent(start ->
                LOG.infof("Going on after waiting %.1f s for %s", lasted(start).toMillis() / 1_000.0, needed));
        if (since.isPresent()) {
            overAt = clock.instant();
            since = Optional.empty();
        }
    }

    synchronized Optional<Instant> since() {
        return since;
    }

    /** When it was over the last time; long ago, if it never was. */
    synchronized Instant overAt() {
        return overAt;
    }

    boolean lasts(Duration atLeast) {
        return since().map(start -> lasted(start).compareTo(atLeast) >= 0).orElse(false);
    }

    private Duration lasted(Instant start) {
        return Duration.between(start, clock.instant());
    }

    private static String oneLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
