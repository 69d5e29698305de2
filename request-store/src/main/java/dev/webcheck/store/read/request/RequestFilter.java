package dev.webcheck.store.read.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which requests are wanted: those that meet every condition and started within a time frame. This record is immutable.
 *
 * @param conditions what each of them has to meet
 * @param from started at or after this moment
 * @param to started before this moment
 */
public record RequestFilter(List<RequestCondition> conditions, Optional<Instant> from, Optional<Instant> to) {

    /** Every request. */
    public static final RequestFilter EVERYTHING = new RequestFilter(List.of(), Optional.empty(), Optional.empty());

    public RequestFilter {
        conditions = List.copyOf(conditions);
    }

    /**
     * Any requests that meet some conditions.
     *
     * @param conditions what each of them has to meet
     * @return a filter without a time frame
     */
    public static RequestFilter of(RequestCondition... conditions) {
        return new RequestFilter(List.of(conditions), Optional.empty(), Optional.empty());
    }

    /**
     * The same conditions within a time frame.
     *
     * @param start started at or after this moment
     * @param end started before this moment
     * @return a new filter
     */
    public RequestFilter within(Instant start, Instant end) {
        return new RequestFilter(conditions, Optional.of(start), Optional.of(end));
    }

    /**
     * Whether a request is wanted.
     *
     * @param request a request
     * @return whether it meets every condition and started within the time frame
     */
    public boolean letsThrough(RecordedRequest request) {
        Instant startedAt = request.startedAt();
        return from.filter(startedAt::isBefore).isEmpty()
                && to.filter(end -> !startedAt.isBefore(end)).isEmpty()
                && conditions.stream().allMatch(condition -> condition.isMetBy(request));
    }
}
