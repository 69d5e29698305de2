package dev.webcheck.query;

import dev.webcheck.store.read.request.RequestFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which part of which list is wanted.
 *
 * @param filter which requests
 * @param start in which order, and from where on
 * @param limit how many at the most, if that was said
 */
record ListQuery(RequestFilter filter, ListStart start, Optional<Integer> limit) {

    static final String ORDER = "order";
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    /** The parameters of lists besides those of the filter and its time frame. */
    static final List<String> NAMES = List.of(ORDER, LIMIT, CURSOR, ListFormat.FORMAT);

    static final String EXPECTED_CURSOR = "must be a cursor that the Link header of an earlier answer held";

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;

    private static final String EXPECTED_LIMIT = "must be a whole number from 1 to " + MAX_LIMIT;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");

    /** The slowest of all time would be all that is stored. */
    private static final Duration FRAME_OF_SLOWEST = Duration.ofHours(1);

    private enum Order {
        NEWEST,
        SLOWEST
    }

    /** Reads a list within a time frame; the rest of what is wrong with the parameters is reported with it. */
    static ListQuery of(QueryParameters parameters, TimeFrame frame, ListFormat format) {
        boolean slowest = parameters
                .single(ORDER, ListQuery::order, "must be newest or slowest")
                .filter(order -> order == Order.SLOWEST)
                .isPresent();
        ListQuery query = slowest
                ? new ListQuery(
                        FilterQuery.of(parameters, bounded(frame)),
                        new ListStart.Slowest(parameters.single(CURSOR, SlowestCursor::decode, EXPECTED_CURSOR)),
                        slowestLimit(parameters, format))
                : new ListQuery(
                        FilterQuery.of(parameters, frame),
                        new ListStart.Newest(parameters.single(CURSOR, Cursor::decode, EXPECTED_CURSOR)),
                        limit(parameters));
        parameters.throwIfWrong();
        return query;
    }

    int pageLimit() {
        return limit.orElse(DEFAULT_LIMIT);
    }

    static Optional<Integer> limit(QueryParameters parameters) {
        return parameters.single(LIMIT, ListQuery::limit, EXPECTED_LIMIT);
    }

    /** Each page of the slowest reads the whole time frame, so that a stream of all of them would read it very often. */
    private static Optional<Integer> slowestLimit(QueryParameters parameters, ListFormat format) {
        return format == ListFormat.JSON
                ? limit(parameters)
                : parameters.required(LIMIT, ListQuery::limit, EXPECTED_LIMIT + " where the slowest are streamed");
    }

    private static TimeFrame bounded(TimeFrame frame) {
        Instant to = frame.to().orElseGet(Instant::now);
        return new TimeFrame(frame.from().or(() -> Optional.of(to.minus(FRAME_OF_SLOWEST))), Optional.of(to));
    }

    private static Optional<Order> order(String word) {
        return switch (word) {
            case "newest" -> Optional.of(Order.NEWEST);
            case "slowest" -> Optional.of(Order.SLOWEST);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(number -> WHOLE_NUMBER.matcher(number).matches())
                .map(Integer::valueOf)
                .filter(limit -> limit >= 1 && limit <= MAX_LIMIT);
    }
}
