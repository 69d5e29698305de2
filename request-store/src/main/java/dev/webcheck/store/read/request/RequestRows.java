package dev.webcheck.store.read.request;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.RequestSearch.Found;
import dev.webcheck.store.read.sql.Part;
import dev.webcheck.store.read.sql.Select;
import dev.webcheck.store.read.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The table of requests, each with the service of its instance. */
final class RequestRows {

    private static final Duration LAST_DAY = Duration.ofDays(1);

    private static final String CRASHED = "r.instance_id = ? AND r.duration_nanos IS NULL AND r.outcome = 'CRASHED'";

    private final Connection connection;
    private final RequestSearch search;

    RequestRows(Connection connection) {
        this.connection = connection;
        this.search = new RequestSearch(connection);
    }

    /**
     * With the limit in its text the database plans this once. Without, it expects a row of each day, so that a plan for any id looks dearer
     * than one for this id, and it plans each time, which takes longer than to look the id up.
     */
    Optional<RecordedRequest> find(UUID id) throws SQLException {
        return Select.of(RequestRow.SELECT + "r.id = ? LIMIT 1", id).first(connection, RequestRow::read);
    }

    /** Those of some ids that are recorded, in any order. */
    List<RecordedRequest> find(Collection<UUID> ids) throws SQLException {
        return Select.of(RequestRow.SELECT + "r.id = ANY (?)", (Object) ids.toArray(UUID[]::new))
                .list(connection, RequestRow::read);
    }

    /**
     * Up to so many rows with ids below a bound, their ids falling.
     *
     * <p>A page mostly lies within a day. So that it costs the same however many days, each a partition, are stored, the
     * day below the bound is asked first, and all before it only for what is still wanted.
     */
    Found newest(RequestFilter filter, Optional<UUID> below, PageLimit limit) throws SQLException {
        Instant top = Stream.of(below.map(RequestIds::startedAt), filter.to(), Optional.of(Instant.now()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant dayBefore = top.minus(LAST_DAY);
        IdRange range = IdRange.of(filter).below(below);
        if (filter.from().filter(from -> !from.isBefore(dayBefore)).isPresent()) {
            return newest(range, filter, limit);
        }
        UUID border = RequestIds.lowest(dayBefore);
        Found day = newest(range.from(border), filter, limit);
        int found = day.requests().size();
        return found == limit.rows() || day.reached().isPresent()
                ? day
                : day.then(newest(range.below(border), filter, limit.without(found, day.size())));
    }

    private Found newest(IdRange range, RequestFilter filter, PageLimit limit) throws SQLException {
        return filter.conditions().isEmpty()
                ? Found.of(all(range, limit))
                : search.falling(range, filter.conditions(), limit);
    }

    /** Up to so many rows that have an end, those that took the longest first; all of the time frame is read. */
    Part<RecordedRequest> slowest(RequestFilter filter, Optional<SlowestPosition> below, PageLimit limit)
            throws SQLException {
        return search.slowest(IdRange.of(filter), filter.conditions(), below, limit);
    }

    /** Up to so many requests of an instance that were in flight when it died, with ids below a bound, their ids falling. */
    Part<RecordedRequest> crashed(UUID instanceId, Optional<UUID> below, PageLimit limit) throws SQLException {
        Values values = new Values();
        values.add(instanceId);
        // Along the index of requests without an end.
        String ofInstance =
                below.map(id -> CRASHED + " AND r.id < " + values.add(id)).orElse(CRASHED);
        return list(ofInstance, values, limit);
    }

    private Part<RecordedRequest> all(IdRange range, PageLimit limit) throws SQLException {
        Values values = new Values();
        return list(range.sql(values), values, limit);
    }

    /** With the limit in its text the database plans this once, not each time. */
    private Part<RecordedRequest> list(String condition, Values values, PageLimit limit) throws SQLException {
        return values.select(RequestRow.SELECT + condition + " ORDER BY r.id DESC LIMIT " + limit.rows())
                .part(connection, RequestRow::read, RecordedRequest::size, limit.bytes());
    }
}
