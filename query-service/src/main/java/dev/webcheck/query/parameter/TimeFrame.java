package dev.webcheck.query.parameter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time frame that holds at least a moment.
 *
 * @param from its first moment, if it has one
 * @param to the first moment after it, if there is one
 */
public record TimeFrame(Optional<Instant> from, Optional<Instant> to) {

    /** The first moment. */
    public static final String FROM = "from";
    /** The first moment after it. */
    public static final String TO = "to";

    /**
     * Reads a time frame that may be open on both sides; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @return what could be read of it
     */
    public static TimeFrame optional(QueryParameters parameters) {
        return checked(
                parameters,
                new TimeFrame(
                        parameters.single(FROM, Moments::parse, Moments.EXPECTED),
                        parameters.single(TO, Moments::parse, Moments.EXPECTED)));
    }

    /**
     * Reads a time frame of which both sides must be given; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @return what could be read of it
     */
    public static TimeFrame required(QueryParameters parameters) {
        return checked(
                parameters,
                new TimeFrame(
                        parameters.required(FROM, Moments::parse, Moments.EXPECTED),
                        parameters.required(TO, Moments::parse, Moments.EXPECTED)));
    }

    /**
     * Reads a time frame of which both sides must be given; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @param longest how far they may be from one another
     * @return what could be read of it
     */
    public static TimeFrame required(QueryParameters parameters, Duration longest) {
        TimeFrame frame = required(parameters);
        frame.from().map(from -> from.plus(longest)).ifPresent(latest -> {
            if (frame.to().filter(latest::isBefore).isPresent()) {
                parameters.refuse(
                        TO, parameters.text(TO), "must be " + longest.toDays() + " days after from at the most");
            }
        });
        return frame;
    }

    private static TimeFrame checked(QueryParameters parameters, TimeFrame frame) {
        boolean isEmpty = frame.from()
                .flatMap(from -> frame.to().filter(to -> !from.isBefore(to)))
                .isPresent();
        if (isEmpty) {
            parameters.refuse(TO, parameters.text(TO), "must be later than from, because to is excluded");
        }
        return frame;
    }
}
