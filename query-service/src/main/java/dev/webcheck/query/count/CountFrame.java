package dev.webcheck.query.count;

import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import java.time.Duration;
import java.time.Instant;

/**
 * The time frame of counts, which has both ends: without others, the last 24 hours.
 *
 * @param from a moment in its first step
 * @param to its end
 */
record CountFrame(Instant from, Instant to) {

    private static final Duration DEFAULT = Duration.ofHours(24);

    /** Reads a frame; what is wrong is left to the parameters to report. */
    static CountFrame read(QueryParameters parameters, Instant now) {
        TimeFrame told = TimeFrame.optional(parameters);
        Instant to = told.to().orElse(now);
        Instant from = told.from().orElse(to.minus(DEFAULT));
        if (told.to().isEmpty() && !from.isBefore(to)) {
            parameters.refuse(TimeFrame.FROM, parameters.text(TimeFrame.FROM), "must be earlier than to, which is now");
        }
        return new CountFrame(from, to);
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
