package dev.webcheck.query.count;

import dev.webcheck.query.parameter.Names;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.store.read.count.CountReader;
import dev.webcheck.store.read.count.TimeStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which time series is wanted.
 *
 * @param from the start of its first step
 * @param to the end of its last
 * @param step how far its points are from one another
 * @param website only requests to this one
 */
record TimeSeriesQuery(Instant from, Instant to, TimeStep step, Optional<String> website) {

    static final String STEP = "step";

    private static final Duration LONGEST_BY_MINUTE = Duration.ofHours(3);
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(7);

    /** Reads a series and reports what is wrong with the parameters. */
    static TimeSeriesQuery of(QueryParameters parameters, Instant now) {
        CountFrame frame = CountFrame.read(parameters, now);
        Optional<String> website = Names.website(parameters);
        TimeStep step = parameters
                .single(STEP, TimeSeriesQuery::step, "must be one of minute, hour, day")
                .orElseGet(() -> fitting(frame.length(), website.isPresent()));
        if (website.isPresent() && step == TimeStep.MINUTE) {
            parameters.refuse(
                    STEP, parameters.text(STEP), "must be hour or day with website, whose minutes are not counted");
        }
        TimeSeriesQuery query = new TimeSeriesQuery(step.floor(frame.from()), step.ceiling(frame.to()), step, website);
        if (Duration.between(query.from, query.to).dividedBy(step.length()) > CountReader.MOST_POINTS) {
            String which = parameters.has(STEP) ? STEP : parameters.has(TimeFrame.TO) ? TimeFrame.TO : TimeFrame.FROM;
            parameters.refuse(
                    which,
                    parameters.text(which),
                    "makes more than " + CountReader.MOST_POINTS + " points; a longer step or a shorter time frame"
                            + " makes less");
        }
        parameters.throwIfWrong();
        return query;
    }

    private static TimeStep fitting(Duration length, boolean ofWebsite) {
        if (!ofWebsite && length.compareTo(LONGEST_BY_MINUTE) <= 0) {
            return TimeStep.MINUTE;
        }
        return length.compareTo(LONGEST_BY_HOUR) <= 0 ? TimeStep.HOUR : TimeStep.DAY;
    }

    private static Optional<TimeStep> step(String text) {
        return Arrays.stream(TimeStep.values())
                .filter(step -> word(step).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static String word(TimeStep step) {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
