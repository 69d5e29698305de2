package dev.webcheck.query.request;

import dev.webcheck.query.parameter.Cursor;
import dev.webcheck.query.parameter.Paging;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.RequestFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which part of which list is wanted.
 *
 * @param filter which requests
 * @param start in which order, and from where on
 * @param limit how many at the most, if that was said
 */
record ListQuery(RequestFilter filter, ListStart start, Optional<Integer> limit) {

    static final String ORDER = "order";

    /** The parameters of lists besides those of the filter and its time frame. */
    static final List<String> NAMES = List.of(ORDER, Paging.LIMIT, Paging.CURSOR, ListFormat.FORMAT);

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
                        new ListStart.Slowest(Paging.cursor(parameters, SlowestCursor::decode)),
                        slowestLimit(parameters, format))
                : new ListQuery(
                        FilterQuery.of(parameters, frame),
                        new ListStart.Newest(Paging.cursor(parameters, Cursor::decode)),
                        Paging.limit(parameters));
        parameters.throwIfWrong();
        return query;
    }

    PageLimit pageLimit() {
        return PageLimit.ofRows(limit.orElse(Paging.DEFAULT_LIMIT));
    }

    /** Each page of the slowest reads the whole time frame, so that a stream of all of them would read it very often. */
    private static Optional<Integer> slowestLimit(QueryParameters parameters, ListFormat format) {
        return format == ListFormat.JSON
                ? Paging.limit(parameters)
                : Paging.requiredLimit(parameters, "where the slowest are streamed");
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
}
