package dev.webcheck.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettlingIT {

    private static Database database;
    private static Settling settling;

    @BeforeAll
    static void startDatabase() {
        database = Database.empty();
        database.migrate("latest");
        settling = new Settling(database.dataSource());
    }

    @BeforeEach
    void empty() {
        database.execute(
                "TRUNCATE website_change, minute_change, website_hour, website_day, website_total, request_count");
    }

    @Test
    void what_was_appended_is_added_to_hours_days_and_totals() throws SQLException {
        database.execute("INSERT INTO website_change VALUES"
                + " ('2025-04-01T12:00Z', 'a.example', 1, 2, 0, 0, 0, 0, 0, '{0,2}'),"
                + " ('2025-04-01T12:00Z', 'a.example', -1, 1, 0, 0, 0, 0, 0, '{0,0,1}'),"
                + " ('2025-04-01T13:00Z', 'a.example', 0, 0, 4, 0, 0, 0, 0, '{4}')");

        assertThat(settling.settle()).isEqualTo(3);

        assertThat(all("website_hour", "hour || ' ' || partition || ' ' || completed || ' ' || durations::text"))
                .isEqualTo("2025-04-01 12:00:00+00 -1 3 {0,2,1}, 2025-04-01 13:00:00+00 -1 0 {4}");
        assertThat(all("website_day", "in_flight || ' ' || completed || ' ' || failed || ' ' || durations::text"))
                .isEqualTo("0 3 4 {4,2,1}");
        assertThat(all("website_total", "website || ' ' || in_flight || ' ' || completed || ' ' || failed"))
                .isEqualTo("a.example 0 3 4");
        assertThat(settling.settle()).isZero();
    }

    @Test
    void minutes_make_the_hours_and_days_of_all() throws SQLException {
        database.execute("INSERT INTO minute_change VALUES ('2025-04-01T12:59Z', 0, 2, 0, 0, 0, 0, 0, '{2}'),"
                + " ('2025-04-01T13:00Z', 0, 1, 0, 0, 0, 0, 0, '{1}')");

        settling.settle();

        assertThat(all(
                        "request_count",
                        "step || ' ' || to_char(start AT TIME ZONE 'UTC', 'HH24:MI') || ' ' || completed"))
                .isEqualTo("day 00:00 3, hour 12:00 2, hour 13:00 1, minute 12:59 2, minute 13:00 1");
    }

    @Test
    void what_a_worker_of_the_version_before_counted_is_settled_too_also_for_all() throws SQLException {
        database.execute("INSERT INTO website_hour VALUES"
                + " ('2025-04-01T12:00Z', 'a.example', 0, 3, 0, 0, 0, 0, 0, 0, '{}'),"
                + " ('2025-04-01T12:00Z', 'a.example', 7, -2, 2, 0, 0, 0, 0, 0, '{2}')");

        assertThat(settling.settle()).isEqualTo(2);

        assertThat(all("website_hour", "partition || ' ' || in_flight || ' ' || completed"))
                .isEqualTo("-1 1 2");
        assertThat(all("request_count", "step || ' ' || in_flight || ' ' || completed"))
                .isEqualTo("day 1 2, hour 1 2");
    }

    @Test
    void one_worker_at_a_time_has_something_to_do() throws SQLException {
        database.execute(
                "INSERT INTO website_change VALUES" + " ('2025-04-01T12:00Z', 'a.example', 1, 0, 0, 0, 0, 0, 0, '{}')");
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('webcheck.settling'))");

            assertThat(settling.settle()).isZero();
        }
        assertThat(settling.settle()).isEqualTo(1);
    }

    private static String all(String table, String expression) {
        return database.text("SELECT string_agg(e, ', ' ORDER BY e) FROM (SELECT " + expression + " AS e FROM " + table
                + ") AS each");
    }
}
