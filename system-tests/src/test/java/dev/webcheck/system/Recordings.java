package dev.webcheck.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What stands in the database, row by row. */
final class Recordings {

    private static final List<String> OUTCOMES =
            List.of("IN_FLIGHT", "COMPLETED", "FAILED", "CANCELLED", "ABANDONED", "CRASHED", "UNKNOWN");

    private static final List<String> COUNTS = List.of("WITHOUT_BEGIN", "TOLD_BEGUN", "TOLD_ENDED", "TOLD_UNRECORDED");

    private final String jdbcUrl;
    private final String user;

    Recordings(String jdbcUrl, String user) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
    }

    /** Makes the database refuse the requests whose URL ends with something. */
    void refuse(String path) throws SQLException {
        try (Connection connection = connect()) {
            connection
                    .createStatement()
                    .execute("ALTER TABLE request ADD CONSTRAINT refused CHECK (url NOT LIKE '%" + path + "')");
        }
    }

    /** By id. */
    Map<String, String> requests() throws SQLException {
        return rows("""
                SELECT id, concat_ws(' | ', instance_id, outcome, coalesce(detector, '-'), coalesce(phase, '-'),
                           coalesce(method, '-'), coalesce(url, '-'), coalesce(website, '-'),
                           coalesce(request_headers->>'x-said', '-'), coalesce(status_code::text, '-'),
                           coalesce(duration_nanos::text, '-'), coalesce(error_type, '-'))
                  FROM request""");
    }

    /** By id. */
    Map<String, String> instances() throws SQLException {
        return rows("""
                SELECT id, concat_ws(' | ', service, state, sequence, coalesce(stop_reason, '-'), begun, ended, unrecorded)
                  FROM instance""");
    }

    /** By instance. */
    Map<String, String> incidents() throws SQLException {
        return rows("""
                SELECT instance_id, concat_ws(' | ', service, detector, not_sent, possibly_executed, answer_lost)
                  FROM incident""");
    }

    /** By instance, hour and outcome, or what the instance told of itself; without zeros. */
    Map<String, Long> countsByInstance() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery("SELECT * FROM instance_hour")) {
            while (row.next()) {
                String place = row.getString("instance_id") + " "
                        + row.getObject("hour", OffsetDateTime.class).toInstant() + " ";
                for (String outcome : OUTCOMES) {
                    counts.put(place + outcome, row.getLong(outcome.toLowerCase(Locale.ROOT)));
                }
                for (String count : COUNTS) {
                    counts.put(place + count, row.getLong(count.toLowerCase(Locale.ROOT)));
                }
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** By hour, website, and outcome or bucket of the durations; without zeros. */
    Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery("SELECT * FROM website_hour_count")) {
            while (row.next()) {
                String place =
                        row.getObject("hour", OffsetDateTime.class).toInstant() + " " + row.getString("website") + " ";
                addCounts(row, place, counts);
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** Of all websites, by hour, and outcome or bucket of the durations, from the counts of minutes; without zeros. */
    Map<String, Long> countsOfMinutes() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery("""
                        SELECT date_trunc('hour', minute, 'UTC') AS hour, * FROM minute_change
                        UNION ALL
                        SELECT date_trunc('hour', start, 'UTC'), start, in_flight, completed, failed, cancelled, abandoned,
                               crashed, unknown, durations FROM request_count WHERE step = 'minute'""")) {
            while (row.next()) {
                addCounts(row, row.getObject("hour", OffsetDateTime.class).toInstant() + " ", counts);
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static void addCounts(ResultSet row, String place, Map<String, Long> counts) throws SQLException {
        for (String outcome : OUTCOMES) {
            counts.merge(place + outcome, row.getLong(outcome.toLowerCase(Locale.ROOT)), Long::sum);
        }
        Long[] durations = (Long[]) row.getArray("durations").getArray();
        for (int bucket = 0; bucket < durations.length; bucket++) {
            counts.merge(place + "bucket " + bucket, durations[bucket], Long::sum);
        }
    }

    private Map<String, String> rows(String select) throws SQLException {
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery(select)) {
            Map<String, String> rows = new HashMap<>();
            while (row.next()) {
                rows.put(row.getString(1), row.getString(2));
            }
            return rows;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, "");
    }
}
