package dev.webcheck.store.read.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Looks through the table of requests along its primary key, in steps of a bounded number of rows. */
@ApplicationScoped
class RequestSearch {

    /** How many rows a step looks at. It takes about a tenth of a second where none of them is wanted. */
    static final int MOST_LOOKED_AT = 100_000;

    /**
     * The conditions come after the limit, so that what is not wanted counts too; the last row of a full step is handed out
     * whether it is wanted or not, and tells where the step ended.
     */
    private static final String STEP = """
            SELECT {r.*}, (SELECT service FROM instance WHERE id = r.instance_id) AS service, r.hit, r.n = %4$d AS is_last
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
            SELECT {r.*}, (SELECT service FROM instance WHERE id = r.instance_id) AS service
            FROM request r
            WHERE %s AND r.duration_nanos IS NOT NULL AND %s AND %s
            ORDER BY r.duration_nanos DESC, r.id DESC
            LIMIT %d
            """;

    /**
     * What a step has found.
     *
     * @param requests those that are wanted
     * @param reached the last id that was looked at, if there was no room to look further
     */
    record Found(List<RecordedRequest> requests, Optional<UUID> reached) {

        Found then(Found next) {
            List<RecordedRequest> all = new ArrayList<>(requests);
            all.addAll(next.requests);
            return new Found(all, next.reached);
        }
    }

    private final SessionFactory sessions;

    RequestSearch(SessionFactory sessions) {
        this.sessions = sessions;
    }

    Found falling(IdRange range, List<RequestCondition> conditions, int limit) {
        return step(range, conditions, "DESC", limit);
    }

    Found rising(IdRange range, List<RequestCondition> conditions, int limit) {
        return step(range, conditions, "ASC", limit);
    }

    /** Reads all that lies in the range. */
    List<RecordedRequest> slowest(
            IdRange range, List<RequestCondition> conditions, Optional<SlowestPosition> below, int limit) {
        SqlParameters parameters = new SqlParameters();
        String sql = SLOWEST.formatted(
                range.sql(parameters),
                all(conditions, parameters),
                below.map(position -> "(r.duration_nanos, r.id) < (" + parameters.value(position.durationNanos()) + ", "
                                + parameters.value(position.id()) + ")")
                        .orElse("true"),
                limit);
        try (Session session = sessions.openSession()) {
            return parameters
                    .bind(session.createNativeQuery(sql, Object[].class))
                    .addEntity("r", RequestRow.class)
                    .addScalar("service", String.class)
                    .getResultList()
                    .stream()
                    .map(RequestRow::recorded)
                    .toList();
        }
    }

    private Found step(IdRange range, List<RequestCondition> conditions, String direction, int limit) {
        SqlParameters parameters = new SqlParameters();
        String hit = all(conditions, parameters);
        String sql = STEP.formatted(hit, direction, range.sql(parameters), MOST_LOOKED_AT, limit);
        List<RecordedRequest> wanted = new ArrayList<>();
        Optional<UUID> reached = Optional.empty();
        try (Session session = sessions.openSession()) {
            for (Object[] row : parameters
                    .bind(session.createNativeQuery(sql, Object[].class))
                    .addEntity("r", RequestRow.class)
                    .addScalar("service", String.class)
                    .addScalar("hit", Boolean.class)
                    .addScalar("is_last", Boolean.class)
                    .getResultList()) {
                RecordedRequest request = RequestRow.recorded(row);
                if ((Boolean) row[2]) {
                    wanted.add(request);
                }
                if ((Boolean) row[3]) {
                    reached = Optional.of(request.id());
                }
            }
        }
        return new Found(wanted, reached);
    }

    private static String all(List<RequestCondition> conditions, SqlParameters parameters) {
        return conditions.isEmpty()
                ? "true"
                : conditions.stream()
                        .map(condition -> "(" + condition.sql(parameters) + ")")
                        .collect(Collectors.joining(" AND "));
    }
}
