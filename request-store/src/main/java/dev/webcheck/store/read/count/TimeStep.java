package dev.webcheck.store.read.count;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How far the points of a time series are from one another, in UTC. */
public enum TimeStep {
    /** A minute. */
    MINUTE(ChronoUnit.MINUTES),
    /** An hour. */
    HOUR(ChronoUnit.HOURS),
    /** A day. */
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    TimeStep(ChronoUnit unit) {
        this.unit = unit;
    }

    /**
     * Its length.
     *
     * @return the time from one point to the next
     */
    public Duration length() {
        return unit.getDuration();
    }

    /**
     * The start of the step that a moment lies in.
     *
     * @param moment any
     * @return that moment or one before
     */
    public Instant floor(Instant moment) {
        return moment.truncatedTo(unit);
    }

    /**
     * The first start of a step that does not lie before a moment.
     *
     * @param moment any
     * @return that moment or one after
     */
    public Instant ceiling(Instant moment) {
        Instant floor = floor(moment);
        return floor.equals(moment) ? floor : floor.plus(length());
    }

    /** As the database calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
