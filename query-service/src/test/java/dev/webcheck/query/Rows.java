package dev.webcheck.query;

import dev.webcheck.local.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts rows into the database by plain SQL. */
public final class Rows {

    public static final UUID INSTANCE = UUID.fromString("9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02");
    public static final Instant NOON = Instant.parse("2025-04-01T12:00:00Z");

    /** The deaths that were believed before of an instance that was often thought dead, as an expression. */
    public static final String LONG_HISTORY = "(SELECT jsonb_agg(jsonb_build_object('detector', 'lease',"
            + " 'at', '2025-04-01T12:00:12.5Z', 'takenBackAt', '2025-04-01T12:01:00.5Z')) FROM generate_series(1, 100))";

    private final EmbeddedPostgres postgres;

    public Rows(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public Connection connection() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether a statement of another connection waits for a lock. */
    public static boolean waitsForALock(Statement statement) throws SQLException {
        try (ResultSet waiting = statement.executeQuery("SELECT 1 FROM pg_locks WHERE NOT granted")) {
            return waiting.next();
        }
    }

    public void clear() throws SQLException {
        execute("TRUNCATE request, instance, incident, instance_hour, website_hour, website_day, website_total,"
                + " request_count, website_change, minute_change");
        execute("INSERT INTO instance (id, service, state, partition, heard_tick, lease_ticks, first_heard_at,"
                + " last_heard_at) VALUES ('" + INSTANCE + "', 'checkout', 'ALIVE', 0, 1, 10, now(), now())");
    }

    public static UUID id(Instant start, long rest) {
        return new UUID(start.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | rest);
    }

    public UUID completed(Instant start, long rest) throws SQLException {
        return completed(id(start, rest), "https://example.com/a", "example.com");
    }

    public UUID completed(UUID id, String url, String website) throws SQLException {
        execute("INSERT INTO request VALUES ('" + id + "', '" + INSTANCE + "', 'COMPLETED',"
                + " '5f0c2d1e-7a52-4c93-8f3e-2f6f0a0f6c11', 1, 'GET', '" + url + "', '" + website
                + "', 12345000, 200, NULL, NULL, NULL)");
        return id;
    }

    public UUID inFlight(Instant start, long rest) throws SQLException {
        return inFlight(id(start, rest));
    }

    public UUID inFlight(UUID id) throws SQLException {
        execute("INSERT INTO request (id, instance_id, outcome, call_id, attempt, method, url, website) VALUES ('" + id
                + "', '" + INSTANCE + "', 'IN_FLIGHT', '5f0c2d1e-7a52-4c93-8f3e-2f6f0a0f6c11', 1, 'GET',"
                + " 'http://localhost:8080/x', 'localhost:8080')");
        return id;
    }

    public UUID crashed(Instant start, long rest) throws SQLException {
        UUID id = inFlight(start, rest);
        execute("UPDATE request SET outcome = 'CRASHED', detector = 'lease', verdict_at = '2025-04-01T12:00:12Z'"
                + " WHERE id = '" + id + "'");
        return id;
    }

    /** A request whose process died in the middle of sending it, with all that its begin can tell. */
    public UUID diedSending(Instant start, long rest) throws SQLException {
        UUID id = inFlight(start, rest);
        execute("UPDATE request SET outcome = 'CRASHED', detector = 'journal', verdict_at = '2025-04-01T12:00:12Z',"
                + " phase = 'SENDING', trace_id = '4bf92f3577b34da6a3ce929d0e0e4736', span_id = '00f067aa0ba902b7',"
                + " request_headers = '{\"accept\": \"text/*\"}' WHERE id = '" + id + "'");
        return id;
    }

    /** A request of which everything was seen. */
    public UUID seen(Instant start, long rest) throws SQLException {
        UUID id = completed(start, rest);
        execute("UPDATE request SET lease_nanos = 12000, dns_nanos = 1204000, connect_nanos = 8100000,"
                + " tls_nanos = 15250000, send_nanos = 210000, first_byte_nanos = 48900000, body_nanos = 740000,"
                + " request_body_size = 0, response_body_size = 1312, response_decoded_body_size = 5120,"
                + " protocol_version = '2', peer_address = '2001:db8::1', peer_port = 443,"
                + " response_headers = '{\"content-type\": \"text/plain\"}' WHERE id = '" + id + "'");
        return id;
    }

    /** The death of an instance of which there is no more than that. */
    public UUID incident(int number, @Nullable String service, Instant diedAt) throws SQLException {
        return incident(new UUID(0x9d2b_1c1e_51a7_4a55L, 0x9a0e_0000_0000_0000L | number), service, diedAt);
    }

    public UUID incident(UUID instance, @Nullable String service, Instant diedAt) throws SQLException {
        execute("INSERT INTO incident VALUES ('" + instance + "', " + (service == null ? "NULL" : "'" + service + "'")
                + ", '" + diedAt + "', 'journal', '" + diedAt.minusSeconds(1) + "', 1, 2, 3)");
        return instance;
    }

    /** Many requests, a millisecond apart. */
    public void many(int count) throws SQLException {
        execute("INSERT INTO request (id, instance_id, outcome, url, website)"
                + " SELECT (lpad(to_hex(" + NOON.toEpochMilli() + " + i), 12, '0') || '70008000000000000000')::uuid, '"
                + INSTANCE + "', 'IN_FLIGHT', 'https://example.com/' || repeat('x', 300), 'example.com'"
                + " FROM generate_series(1, " + count + ") i");
    }

    /** Many requests of one call, a millisecond apart, with URLs that are as long as they may be and cannot be compressed. */
    public void large(int count, String outcome) throws SQLException {
        execute(
                "INSERT INTO request (id, instance_id, outcome, detector, verdict_at, call_id, attempt, method, url, website)"
                        + " SELECT (lpad(to_hex(" + NOON.toEpochMilli()
                        + " + i), 12, '0') || '70008000000000000000')::uuid, '"
                        + INSTANCE + "', '" + outcome + "', 'lease', '2025-04-01T12:00:12Z', '" + id(NOON, 1)
                        + "', i, 'GET', 'https://example.com/'"
                        + " || (SELECT left(string_agg(md5(i || '/' || j), ''), 8172) FROM generate_series(1, 256) j), 'example.com'"
                        + " FROM generate_series(1, " + count + ") i");
    }

    /** Many requests that have just started. */
    public void recent(int count) throws SQLException {
        execute("INSERT INTO request (id, instance_id, outcome, method, url, website)"
                + " SELECT uuidv7(), '" + INSTANCE
                + "', 'IN_FLIGHT', 'GET', 'https://example.com/' || repeat('x', 300),"
                + " 'example.com' FROM generate_series(1, " + count + ")");
    }

    /** Many requests that have just started, with URLs that are as long as they may be. */
    public void recentLarge(int count) throws SQLException {
        execute("INSERT INTO request (id, instance_id, outcome, method, url, website)"
                + " SELECT uuidv7(), '" + INSTANCE
                + "', 'IN_FLIGHT', 'GET', 'https://example.com/' || repeat('x', 8172),"
                + " 'example.com' FROM generate_series(1, " + count + ")");
    }

    /** An instance that was heard once. */
    public UUID instance(int number, String service, Instant heardAt, String state) throws SQLException {
        UUID id = new UUID(0x9d2b_1c1e_51a7_4a55L, 0x9a0e_0000_0000_0000L | number);
        execute("INSERT INTO instance (id, service, state, partition, heard_tick, lease_ticks, first_heard_at,"
                + " last_heard_at) VALUES ('" + id + "', '" + service + "', '" + state + "', 0, 1, 10, '" + heardAt
                + "', '" + heardAt + "')");
        return id;
    }
}
