package dev.webcheck.store.read.request;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.RequestSearch.Found;
import dev.webcheck.store.read.sql.Conditions;
import dev.webcheck.store.read.sql.Database;
import dev.webcheck.store.read.sql.Part;
import dev.webcheck.store.read.sql.Select;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The table of requests, each with the service of its instance. Asks within a question that is being asked. */
@ApplicationScoped
class RequestRows {

    private static final Duration LAST_DAY = Duration.ofDays(1);

    private final Database database;
    private final RequestRepository requests;

    RequestRows(Database database, RequestRepository requests) {
        this.database = database;
        this.requests = requests;
    }

    Optional<RecordedRequest> find(UUID id) {
        return requests.recorded(id);
    }

    /** Those of some ids that are recorded, in any order. */
    List<RecordedRequest> find(Collection<UUID> ids) {
        // As an array, they are one value however many there are.
        return database.here(
                connection -> Select.of(RequestRow.SELECT + "r.id = ANY (?)", (Object) ids.toArray(UUID[]::new))
                        .list(connection, RequestRow::read));
    }

    /**
     * Up to so many rows with ids below a bound, their ids falling.
     *
     * <p>A page mostly lies within a day. So that it costs the same however many days, each a partition, are stored, the
     * day below the bound is asked first, and all before it only for what is still wanted.
     */
    Found newest(RequestFilter filter, Optional<UUID> below, PageLimit limit) {
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

    private Found newest(IdRange range, RequestFilter filter, PageLimit limit) {
        return filter.conditions().isEmpty()
                ? Found.of(requests.newest(range.conditions(), limit))
                : search(search -> search.falling(range, filter.conditions(), limit));
    }

    /** Up to so many rows that have an end, those that took the longest first; all of the time frame is read. */
    Part<RecordedRequest> slowest(RequestFilter filter, Optional<SlowestPosition> below, PageLimit limit) {
        return search(search -> search.slowest(IdRange.of(filter), filter.conditions(), below, limit));
    }

    /** Up to so many requests of an instance that were in flight when it died, with ids below a bound, their ids falling. */
    Part<RecordedRequest> crashed(UUID instanceId, Optional<UUID> below, PageLimit limit) {
        // Along the index of requests without an end.
        Conditions crashed = new Conditions();
        crashed.add("r.instanceId = %s and r.durationNanos is null and r.outcome = 'CRASHED'", instanceId);
        below.ifPresent(id -> crashed.add("r.id < %s", id));
        return requests.newest(crashed, limit);
    }

    /** What is held against one row after the other is SQL. */
    <T> T search(Search<T> search) {
        return database.here(connection -> search.in(new RequestSearch(connection)));
    }

    interface Search<T> {
        T in(RequestSearch rows) throws SQLException;
    }
}
