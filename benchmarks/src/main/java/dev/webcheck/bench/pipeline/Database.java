package dev.webcheck.bench.pipeline;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.local.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What the bench asks of the database. Confined to one thread. */
final class Database implements AutoCloseable {

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String[] OUTCOMES = {
        "IN_FLIGHT", "COMPLETED", "FAILED", "CANCELLED", "ABANDONED", "CRASHED", "UNKNOWN"
    };

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    static Database of(EmbeddedPostgres postgres) throws SQLException {
        return new Database(DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password()));
    }

    /** The server's first process. */
    ProcessHandle postmaster() throws SQLException {
        return ProcessHandle.of(number("SELECT pg_backend_pid()"))
                .flatMap(ProcessHandle::parent)
                .orElseThrow(() -> new BenchFailure("PostgreSQL's process was not found."));
    }

    long stoppedInstances() throws SQLException {
        return number("SELECT count(*) FROM instance WHERE state = 'STOPPED'");
    }

    /** There are none, too, while a worker has not yet made the tables. */
    boolean hasInstances() throws SQLException {
        try {
            return number("SELECT count(*) FROM instance") > 0;
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    long endedRequests() throws SQLException {
        return number("SELECT count(*) FROM request WHERE duration_nanos IS NOT NULL");
    }

    /** Whether counts are still to be brought to where they are read from fast. */
    boolean hasUnsettledCounts() throws SQLException {
        return number("SELECT (EXISTS (SELECT 1 FROM website_change) OR EXISTS (SELECT 1 FROM minute_change))::int")
                > 0;
    }

    Tally rows() throws SQLException {
        Map<String, Long> outcomes = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT outcome, count(*) FROM request GROUP BY outcome")) {
            while (row.next()) {
                outcomes.put(row.getString(1), row.getLong(2));
            }
        }
        return new Tally(outcomes, endedRequests());
    }

    Tally counts() throws SQLException {
        Map<String, Long> outcomes = new TreeMap<>();
        for (String outcome : OUTCOMES) {
            long sum =
                    number("SELECT coalesce(sum(" + outcome.toLowerCase(Locale.ROOT) + "), 0) FROM website_hour_count");
            if (sum != 0) {
                outcomes.put(outcome, sum);
            }
        }
        return new Tally(
                outcomes,
                number("SELECT coalesce(sum(d), 0) FROM website_hour_count, unnest(durations) AS durations (d)"));
    }

    /** How many row versions were written to bring the requests to where they are. */
    long rowWrites() throws SQLException {
        return number("SELECT sum(n_tup_ins + n_tup_upd) FROM pg_stat_user_tables WHERE relname LIKE 'request\\_%'");
    }

    long tableBytes() throws SQLException {
        return number("SELECT sum(pg_table_size(relid)) FROM pg_partition_tree('request')");
    }

    long indexBytes() throws SQLException {
        return number("SELECT sum(pg_indexes_size(relid)) FROM pg_partition_tree('request')");
    }

    long walBytes() throws SQLException {
        return number("SELECT pg_current_wal_insert_lsn() - '0/0'");
    }

    /** Workers that wait for a row that another one has written or locked, right now. */
    long waitingWorkers() throws SQLException {
        return number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'webcheck-worker'"
                + " AND wait_event_type = 'Lock' AND wait_event IN ('transactionid', 'tuple', 'spectoken')");
    }

    String setting(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return name + "=" + row.getString(1);
        }
    }

    /** Copies the rows of the requests into an empty table of the same definition, and tells how many a second. */
    double copyRowsPerSecond(Path file) throws SQLException, IOException {
        CopyManager copying = connection.unwrap(PGConnection.class).getCopyAPI();
        try (OutputStream out = Files.newOutputStream(file)) {
            copying.copyOut("COPY (SELECT * FROM request) TO STDOUT (FORMAT binary)", out);
        }
        execute("DROP TABLE IF EXISTS copied");
        execute("CREATE TABLE copied (LIKE request INCLUDING ALL) PARTITION BY RANGE (id)");
        execute("CREATE TABLE copied_default PARTITION OF copied DEFAULT");
        execute("CHECKPOINT");
        try (InputStream in = Files.newInputStream(file)) {
            long begun = System.nanoTime();
            long rows = copying.copyIn("COPY copied FROM STDIN (FORMAT binary)", in, 1 << 16);
            return rows / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
