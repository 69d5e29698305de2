package dev.webcheck.store.read.request;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.sql.Part;
import dev.webcheck.store.read.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks through the table of requests along its primary key, in steps of a bounded number of rows. */
final class RequestSearch {

    /** How many rows a step looks at. It takes about a tenth of a second where none of them is wanted. */
    static final int MOST_LOOKED_AT = 100_000;

    /**
     * The conditions come after the limit, so that what is not wanted counts too; the last row of a full step is handed out
     * whether it is wanted or not, and tells where the step ended.
     */
    private static final String STEP = """
            SELECT %6$s, r.hit, r.n = %4$d
            FROM (SELECT r.*, coalesce(%1$s, false) AS hit
                  FROM (SELECT r.*, row_number() OVER (ORDER BY r.id %2$s) AS n
                        FROM request r
                        WHERE %3$s
                        ORDER BY r.id %2$s
                        LIMIT %4$d) r) r
            WHERE r.hit OR r.n = %4$d
            ORDER BY r.id %2$s
            LIMIT %5$d
            """;

    private static final String SLOWEST = """
            SELECT %s
            FROM request r
            WHERE %s AND r.duration_nanos IS NOT NULL AND %s AND %s
            ORDER BY r.duration_nanos DESC, r.id DESC
            LIMIT %d
            """;

    /**
     * What a step has found.
     *
     * @param requests those that are wanted
     * @param reached the last id that was looked at, if that was not all: a step has an end, and an answer a size
     */
    record Found(List<RecordedRequest> requests, Optional<UUID> reached) {

        /** What a part of a list has found that ends where its rows end. */
        static Found of(Part<RecordedRequest> part) {
            return new Found(
                    part.rows(),
                    part.all()
                            ? Optional.empty()
                            : Optional.of(
                                    part.rows().get(part.rows().size() - 1).id()));
        }

        /** How many bytes the requests have. */
        long size() {
            return requests.stream().mapToLong(RecordedRequest::size).sum();
        }

        Found then(Found next) {
            List<RecordedRequest> all = new ArrayList<>(requests);
            all.addAll(next.requests);
            return new Found(all, next.reached);
        }
    }

    /** What a step has met. */
    private record Met(RecordedRequest request, boolean isWanted, boolean isLast) {}

    private final Connection connection;

    RequestSearch(Connection connection) {
        this.connection = connection;
    }

    Found falling(IdRange range, List<RequestCondition> conditions, PageLimit limit) throws SQLException {
        return step(range, conditions, "DESC", limit);
    }

    Found rising(IdRange range, List<RequestCondition> conditions, PageLimit limit) throws SQLException {
        return step(range, conditions, "ASC", limit);
    }

    /** Reads all that lies in the range. */
    Part<RecordedRequest> slowest(
            IdRange range, List<RequestCondition> conditions, Optional<SlowestPosition> below, PageLimit limit)
            throws SQLException {
        Values values = new Values();
        String sql = SLOWEST.formatted(
                RequestRow.COLUMNS,
                range.sql(values),
                all(conditions, values),
                below.map(position -> "(r.duration_nanos, r.id) < (" + values.add(position.durationNanos()) + ", "
                                + values.add(position.id()) + ")")
                        .orElse("true"),
                limit.rows());
        return values.select(sql).part(connection, RequestRow::read, RecordedRequest::size, limit.bytes());
    }

    private Found step(IdRange range, List<RequestCondition> conditions, String direction, PageLimit limit)
            throws SQLException {
        Values values = new Values();
        String hit = all(conditions, values);
        String sql =
                STEP.formatted(hit, direction, range.sql(values), MOST_LOOKED_AT, limit.rows(), RequestRow.COLUMNS);
        Part<Met> met = values.select(sql)
                .part(
                        connection,
                        row -> new Met(RequestRow.read(row), row.truth(), row.truth()),
                        one -> one.request().size(),
                        limit.bytes());
        return new Found(
                met.rows().stream().filter(Met::isWanted).map(Met::request).toList(), reached(met));
    }

    /** The end of the step, or of what was read of it. */
    private static Optional<UUID> reached(Part<Met> met) {
        if (met.all()) {
            return met.rows().stream()
                    .filter(Met::isLast)
                    .map(last -> last.request().id())
                    .findFirst();
        }
        return Optional.of(met.rows().get(met.rows().size() - 1).request().id());
    }

    private static String all(List<RequestCondition> conditions, Values values) {
        return conditions.isEmpty()
                ? "true"
                : conditions.stream()
                        .map(condition -> "(" + condition.sql(values) + ")")
                        .collect(Collectors.joining(" AND "));
    }
}
