package dev.webcheck.store.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/** Puts rows into the database by plain SQL. */
public final class Rows {

    public static final Instant NOON = Instant.parse("2025-04-01T12:00:00Z");

    private final DataSource database;

    public Rows(DataSource database) {
        this.database = database;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public void clear() throws SQLException {
        execute("TRUNCATE request, instance, incident, instance_hour, website_hour, website_day, website_total,"
                + " request_count, website_change, minute_change");
    }

    public static UUID id(Instant start, long rest) {
        return new UUID(start.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | rest);
    }

    public static UUID instance(int number) {
        return new UUID(0x9d2b_1c1e_51a7_4a55L, 0x9a0e_0000_0000_0000L | number);
    }

    /** A living instance, heard from NOON on for a minute. */
    public UUID alive(int number, String service) throws SQLException {
        UUID id = instance(number);
        execute("INSERT INTO instance (id, service, state, partition, heard_tick, lease_ticks, first_heard_at,"
                + " last_heard_at) VALUES ('" + id + "', '" + service + "', 'ALIVE', 0, 1, 10, '" + NOON + "', '"
                + NOON.plusSeconds(60) + "')");
        return id;
    }

    /** An instance that died by its journal, and its incident. */
    public UUID dead(int number, String service, Instant diedAt) throws SQLException {
        UUID id = alive(number, service);
        execute("UPDATE instance SET state = 'STOPPED', stop_reason = 'DIED', sequence = 9, verdict_at = '" + diedAt
                + "' WHERE id = '" + id + "'");
        execute("INSERT INTO incident VALUES ('" + id + "', '" + service + "', '" + diedAt + "', 'journal', '" + diedAt
                + "', 1, 2, 3)");
        return id;
    }

    /** A request that was in flight when its instance died. */
    public UUID crashed(UUID instance, Instant start, long rest, String url) throws SQLException {
        UUID id = id(start, rest);
        execute("INSERT INTO request (id, instance_id, outcome, call_id, attempt, method, url, website, detector,"
                + " verdict_at, phase) VALUES ('" + id + "', '" + instance + "', 'CRASHED', '" + id + "', 1, 'POST', '"
                + url + "', 'a.example', 'journal', now(), 'CONNECTING')");
        return id;
    }

    public UUID completed(UUID instance, Instant start, long rest, String url, long millis) throws SQLException {
        UUID id = id(start, rest);
        execute("INSERT INTO request (id, instance_id, outcome, call_id, attempt, method, url, website,"
                + " duration_nanos, status_code) VALUES ('" + id + "', '" + instance + "', 'COMPLETED', '" + id
                + "', 1, 'POST', '" + url + "', 'a.example', " + millis * 1_000_000 + ", 200)");
        return id;
    }

    /** Many requests in flight, a millisecond apart, from a start on. */
    public void many(Instant start, int count) throws SQLException {
        execute("INSERT INTO request (id, instance_id, outcome)"
                + " SELECT (lpad(to_hex(" + start.toEpochMilli() + " + i), 12, '0') || '70008000000000000000')::uuid, '"
                + instance(1) + "', 'IN_FLIGHT' FROM generate_series(0, " + count + " - 1) i");
    }
}
