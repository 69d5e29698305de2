package dev.webcheck.query.count;

import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time frame of counts, which has both ends: without others, the last 24 hours.
 *
 * @param from a moment in its first step
 * @param to its end
 */
record CountFrame(Instant from, Instant to) {

    private static final Duration DEFAULT = Duration.ofHours(24);

    /** So that the steps at both ends have dates of four digits. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Reads a frame; what is wrong is left to the parameters to report. */
    static CountFrame read(QueryParameters parameters, Instant now) {
        TimeFrame told = TimeFrame.optional(parameters);
        Instant to = told.to().orElse(now);
        Instant from = told.from().orElse(to.minus(DEFAULT));
        refuseOutside(TimeFrame.FROM, told.from(), parameters);
        refuseOutside(TimeFrame.TO, told.to(), parameters);
        if (told.to().isEmpty() && !from.isBefore(to)) {
            parameters.refuse(TimeFrame.FROM, parameters.text(TimeFrame.FROM), "must be earlier than to, which is now");
        }
        return new CountFrame(from, to);
    }

    private static void refuseOutside(String name, Optional<Instant> told, QueryParameters parameters) {
        if (told.filter(moment -> moment.isBefore(EARLIEST) || moment.isAfter(LATEST))
                .isPresent()) {
            parameters.refuse(name, parameters.text(name), "must be from 0001-01-01 to 9999-12-31");
        }
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
