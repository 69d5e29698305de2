package dev.webcheck.store.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Drops what is old: requests by whole days, and later their counts, instances and incidents. Counts do not change when their
 * requests are dropped.
 *
 * <p>Any number of workers may do it at once: each step is a short transaction of its own that one of them does, and that gives
 * way to readers and writers. What could not be done is left to the next time. This class is threadsafe.
 */
public final class Retention {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final int ATTEMPTS = 5;

    private static final String DELETE_DAYS = """
            WITH gone AS (DELETE FROM website_day
                           WHERE ctid = ANY (ARRAY(SELECT ctid FROM website_day WHERE day < ? LIMIT ?)) RETURNING *),
                 sums AS (SELECT website, sum(in_flight) AS in_flight, sum(completed) AS completed, sum(failed) AS failed,
                                 sum(cancelled) AS cancelled, sum(abandoned) AS abandoned, sum(crashed) AS crashed,
                                 sum(unknown) AS unknown
                            FROM gone GROUP BY website),
                 less AS (UPDATE website_total AS total
                             SET in_flight = total.in_flight - sums.in_flight,
                                 completed = total.completed - sums.completed,
                                 failed    = total.failed    - sums.failed,
                                 cancelled = total.cancelled - sums.cancelled,
                                 abandoned = total.abandoned - sums.abandoned,
                                 crashed   = total.crashed   - sums.crashed,
                                 unknown   = total.unknown   - sums.unknown
                            FROM sums WHERE sums.website = total.website)
            SELECT count(*) FROM gone""";

    private static final String DELETE_EMPTY_TOTALS = """
            DELETE FROM website_total
             WHERE in_flight + completed + failed + cancelled + abandoned + crashed + unknown = 0
               AND (in_flight, completed, failed, cancelled, abandoned, crashed, unknown) = (0, 0, 0, 0, 0, 0, 0)""";

    /** Of whose instance there is nothing any more. */
    private static final String NOTE_ON_NOTHING = """
            created_at < ?
                AND NOT EXISTS (SELECT FROM incident i WHERE i.instance_id = incident_note.instance_id)
                AND NOT EXISTS (SELECT FROM instance i WHERE i.id = incident_note.instance_id)""";

    /**
     * What was dropped.
     *
     * @param requestsFrom from when on there are requests now
     * @param partitions how many days of requests
     * @param postponed how many days could not be, because they were in use
     * @param requests how many requests that stood in no day's partition
     * @param rows how many counts, instances, incidents and notes on these
     */
    public record Dropped(Instant requestsFrom, int partitions, int postponed, long requests, long rows) {}

    private final DataSource dataSource;

    /**
     * Drops through a data source.
     *
     * @param dataSource connections to a database that has the schema
     */
    public Retention(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Drops all that is too old, by the database's clock.
     *
     * @param requests how long requests are kept, in whole days after theirs; 0: for ever
     * @param counts how long counts, instances, incidents and notes are kept, at least as long as requests; 0: for ever
     * @return what was dropped
     * @throws SQLException if the database does not answer; what was dropped until then stays so
     */
    public Dropped drop(Duration requests, Duration counts) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Instant requestsFrom = raise(connection, requests);
            int partitions = 0;
            int postponed = 0;
            for (String partition : partitionsBefore(connection, requestsFrom)) {
                if (dropPartition(connection, partition)) {
                    partitions++;
                } else {
                    postponed++;
                }
            }
            long strays = delete(connection, "request_default", "id < request_id_floor(?)", requestsFrom);
            long rows = counts.isZero() ? 0 : deleteCounts(connection, countsFrom(connection, requestsFrom, counts));
            return new Dropped(requestsFrom, partitions, postponed, strays, rows);
        }
    }

    /** Before anything is dropped, so that no event of what is dropped is taken for new. */
    private static Instant raise(Connection connection, Duration requests) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE retention
                   SET requests_from = greatest(requests_from,
                         CASE WHEN ? > 0 THEN date_trunc('day', now() - make_interval(secs => ?), 'UTC')
                              ELSE 'epoch' END)
                RETURNING requests_from""")) {
            update.setLong(1, requests.toSeconds());
            update.setDouble(2, (double) requests.toSeconds());
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return Columns.instant(row, "requests_from");
            }
        }
    }

    private static Instant countsFrom(Connection connection, Instant requestsFrom, Duration counts)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT date_trunc('day', least(?, now() - make_interval(secs => ?)), 'UTC') AS counts_from")) {
            select.setObject(1, Columns.timestamp(requestsFrom));
            select.setDouble(2, (double) counts.toSeconds());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Columns.instant(row, "counts_from");
            }
        }
    }

    private static List<String> partitionsBefore(Connection connection, Instant moment) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT c.relname
                  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                 WHERE i.inhparent = 'request'::regclass
                   AND substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \\(''([0-9a-f-]+)''\\)')::uuid
                       <= request_id_floor(?)
                 ORDER BY c.relname""")) {
            select.setObject(1, Columns.timestamp(moment));
            List<String> names = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        }
    }

    /**
     * Everyone who comes while this waits for the table has to wait as well, so it never waits for long. (Detaching concurrently
     * would not be possible: there is a default partition.)
     */
    private static boolean dropPartition(Connection connection, String name) throws SQLException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return step(connection, transaction -> {
                            try (PreparedStatement drop =
                                    transaction.prepareStatement("DROP TABLE IF EXISTS \"" + name + "\"")) {
                                drop.execute();
                                return 1L;
                            }
                        })
                        > 0;
            } catch (SQLException e) {
                if (!LockTimeouts.is(e)) {
                    throw e;
                }
            }
        }
        return false;
    }

    private static long deleteCounts(Connection connection, Instant before) throws SQLException {
        return delete(connection, "website_hour", "hour < ?", before)
                + deleteDays(connection, before)
                + delete(connection, "request_count", "start < ?", before)
                + delete(connection, "instance_hour", "hour < ?", before)
                + delete(connection, "incident", "died_at < ?", before)
                + delete(connection, "instance", "state <> 'ALIVE' AND last_heard_at < ?", before)
                + delete(connection, "incident_note", NOTE_ON_NOTHING, before);
    }

    private static long delete(Connection connection, String table, String condition, Instant before)
            throws SQLException {
        String sql =
                "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %2$s LIMIT %3$d FOR UPDATE SKIP LOCKED))"
                        .formatted(table, condition, ROWS_AT_ONCE);
        return repeated(connection, transaction -> {
            try (PreparedStatement delete = transaction.prepareStatement(sql)) {
                delete.setObject(1, Columns.timestamp(before));
                return delete.executeUpdate();
            }
        });
    }

    /** What a day counted is taken from the totals, too. */
    private static long deleteDays(Connection connection, Instant before) throws SQLException {
        return repeated(connection, transaction -> {
            Settling.keepOthersOut(transaction);
            try (PreparedStatement delete = transaction.prepareStatement(DELETE_DAYS);
                    Statement totals = transaction.createStatement()) {
                delete.setObject(1, Columns.timestamp(before));
                delete.setInt(2, ROWS_AT_ONCE);
                try (ResultSet row = delete.executeQuery()) {
                    row.next();
                    totals.execute(DELETE_EMPTY_TOTALS);
                    return row.getLong(1);
                }
            }
        });
    }

    /** Until a step has not as much to do as it may do at once. */
    private static long repeated(Connection connection, Step step) throws SQLException {
        long all = 0;
        long done = ROWS_AT_ONCE;
        while (done == ROWS_AT_ONCE) {
            done = step(connection, step);
            all += done;
        }
        return all;
    }

    private interface Step {
        long in(Connection transaction) throws SQLException;
    }

    /** Does a step in a transaction of its own, or nothing (0) if another worker is at one. */
    private static long step(Connection connection, Step step) throws SQLException {
        connection.setAutoCommit(false);
        try {
            long done = isMine(connection) ? step.in(connection) : 0;
            connection.commit();
            return done;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static boolean isMine(Connection connection) throws SQLException {
        LockTimeouts.limit(connection);
        try (PreparedStatement lock = connection.prepareStatement(
                        "SELECT pg_try_advisory_xact_lock(hashtext('webcheck.retention'))");
                ResultSet row = lock.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
