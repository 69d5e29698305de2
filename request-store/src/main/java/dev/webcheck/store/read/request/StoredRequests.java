package dev.webcheck.store.read.request;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.read.request.RequestSearch.Found;
import dev.webcheck.store.read.sql.Row;
import dev.webcheck.store.read.sql.Select;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers of the tables of requests and instances, in one statement each where one day has all that is wanted. */
final class StoredRequests {

    private static final String HAS_SCHEMA =
            "SELECT to_regclass('request') IS NOT NULL AND to_regclass('instance') IS NOT NULL"
                    + " AND to_regclass('website_hour') IS NOT NULL AND to_regclass('request_count') IS NOT NULL"
                    + " AND to_regclass('incident') IS NOT NULL AND to_regclass('instance_hour') IS NOT NULL"
                    // the newest column that is read
                    + " AND EXISTS (SELECT FROM pg_attribute"
                    + "              WHERE attrelid = to_regclass('request') AND attname = 'replaced_verdicts')";

    /** No call is looked for longer after its start. */
    private static final Duration LONGEST_CALL = Duration.ofHours(1);

    private static final int MOST_OF_CALL = 1_000;

    private static final Comparator<RecordedRequest> IN_ORDER_OF_ATTEMPTS = Comparator.comparingInt(
                    (RecordedRequest request) -> request.attempt().orElse(Integer.MAX_VALUE))
            .thenComparing(RecordedRequest::startedAt)
            .thenComparing(request -> request.id().toString());

    private final Connection connection;
    private final RequestRows requests;

    StoredRequests(Connection connection) {
        this.connection = connection;
        this.requests = new RequestRows(connection);
    }

    Optional<RecordedRequest> find(UUID id) throws SQLException {
        return requests.find(id);
    }

    RequestPage newest(RequestFilter filter, Optional<UUID> below, int limit) throws SQLException {
        // One more than wanted tells whether there is a next page.
        Found found = requests.newest(filter, below, limit + 1);
        List<RecordedRequest> page = first(found.requests(), limit);
        Optional<UUID> next = found.requests().size() > limit
                ? Optional.of(page.get(limit - 1).id())
                : found.reached();
        return new RequestPage(page, next);
    }

    SlowestPage slowest(RequestFilter filter, Optional<SlowestPosition> below, int limit) throws SQLException {
        List<RecordedRequest> found = requests.slowest(filter, below, limit + 1);
        List<RecordedRequest> page = first(found, limit);
        Optional<SlowestPosition> next =
                found.size() > limit ? Optional.of(SlowestPosition.of(page.get(limit - 1))) : Optional.empty();
        return new SlowestPage(page, next);
    }

    RecordedCall call(UUID callId) throws SQLException {
        boolean tellsTime = RequestIds.isRequestId(callId);
        Instant now = Instant.now();
        Instant from = tellsTime ? RequestIds.startedAt(callId) : Instant.EPOCH;
        Instant to = tellsTime ? from.plus(LONGEST_CALL) : now;
        IdRange range = IdRange.of(RequestFilter.EVERYTHING.within(from, to));
        List<RequestCondition> ofCall = List.of(RequestCondition.call(callId));
        RequestSearch search = new RequestSearch(connection);
        Found found = tellsTime
                ? search.rising(range, ofCall, MOST_OF_CALL)
                : search.falling(IdRange.of(RequestFilter.EVERYTHING), ofCall, MOST_OF_CALL);
        Optional<Instant> reached = found.reached().map(RequestIds::startedAt);
        return new RecordedCall(
                callId,
                found.requests().stream().sorted(IN_ORDER_OF_ATTEMPTS).toList(),
                tellsTime ? from : reached.orElse(from),
                tellsTime ? reached.orElse(to) : now);
    }

    private static <T> List<T> first(List<T> rows, int limit) {
        return rows.subList(0, Math.min(limit, rows.size()));
    }

    boolean haveSchema() throws SQLException {
        return Select.of(HAS_SCHEMA).first(connection, Row::truth).orElseThrow();
    }
}
