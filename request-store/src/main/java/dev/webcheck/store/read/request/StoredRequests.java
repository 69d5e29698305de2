package dev.webcheck.store.read.request;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.sql.Part;
import dev.webcheck.store.read.sql.Row;
import dev.webcheck.store.read.sql.Select;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    RequestPage newest(RequestFilter filter, Optional<UUID> below, PageLimit limit) throws SQLException {
        return RequestPage.of(requests.newest(filter, below, limit.andOne()), limit);
    }

    SlowestPage slowest(RequestFilter filter, Optional<SlowestPosition> below, PageLimit limit) throws SQLException {
        Part<RecordedRequest> found = requests.slowest(filter, below, limit.andOne());
        List<RecordedRequest> page =
                found.rows().subList(0, Math.min(limit.rows(), found.rows().size()));
        boolean hasNext = !found.all() || found.rows().size() > page.size();
        return new SlowestPage(
                page, hasNext ? Optional.of(SlowestPosition.of(page.get(page.size() - 1))) : Optional.empty());
    }

    /** Those of some ids that are still recorded, in their order. */
    List<RecordedRequest> find(List<UUID> ids) throws SQLException {
        Map<UUID, RecordedRequest> found =
                requests.find(ids).stream().collect(Collectors.toMap(RecordedRequest::id, Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    RecordedCall call(UUID callId) throws SQLException {
        boolean tellsTime = RequestIds.isRequestId(callId);
        Instant now = Instant.now();
        Instant from = tellsTime ? RequestIds.startedAt(callId) : Instant.EPOCH;
        Instant to = tellsTime ? from.plus(LONGEST_CALL) : now;
        IdRange range = IdRange.of(RequestFilter.EVERYTHING.within(from, to));
        List<RequestCondition> ofCall = List.of(RequestCondition.call(callId));
        RequestSearch search = new RequestSearch(connection);
        PageLimit limit = PageLimit.ofRows(MOST_OF_CALL);
        RequestPage found = RequestPage.of(
                tellsTime
                        ? search.rising(range, ofCall, limit.andOne())
                        : search.falling(IdRange.of(RequestFilter.EVERYTHING), ofCall, limit.andOne()),
                limit);
        Optional<Instant> reached = found.next().map(RequestIds::startedAt);
        return new RecordedCall(
                callId,
                found.requests().stream().sorted(IN_ORDER_OF_ATTEMPTS).toList(),
                tellsTime ? from : reached.orElse(from),
                tellsTime ? reached.orElse(to) : now);
    }

    boolean haveSchema() throws SQLException {
        return Select.of(HAS_SCHEMA).first(connection, Row::truth).orElseThrow();
    }
}
