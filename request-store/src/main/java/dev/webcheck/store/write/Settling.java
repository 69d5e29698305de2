package dev.webcheck.store.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Brings what batches have added to the counts to where it is read from fast: appended rows are taken away and added to the
 * hours, days and totals that they belong to, in one transaction, so that the sum of all never changes.
 *
 * <p>Any number of workers may do it; one of them at a time has something to do. Nobody who writes or reads counts waits for
 * it. This class is threadsafe.
 */
public final class Settling {

    private static final int ROWS_AT_ONCE = 5_000;

    /** There may be years of them, and a worker of the version before may want one. */
    private static final int HOURS_AT_ONCE = 2_000;

    /** The partition of what is settled. */
    private static final int NO_PARTITION = -1;

    private final DataSource dataSource;

    /**
     * Settles through a data source.
     *
     * @param dataSource connections to a database that has the schema
     */
    public Settling(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Settles all that has been appended until now, and some of what workers of the version before have counted.
     *
     * @return how many rows that were; 0 also if another worker is at it
     * @throws SQLException if the database does not answer; what was settled until then stays so
     */
    public long settle() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            long appended = all(connection, ROWS_AT_ONCE, Settling::minutes)
                    + all(connection, ROWS_AT_ONCE, Settling::websites);
            long counted = oneTransaction(connection, HOURS_AT_ONCE, Settling::hoursOfTheVersionBefore);
            if (appended > 0) {
                vacuum(connection);
            }
            return appended + counted;
        }
    }

    private interface Step {
        /** How many rows it took. */
        int in(Connection transaction, int most) throws SQLException;
    }

    private static long all(Connection connection, int most, Step step) throws SQLException {
        long all = 0;
        int taken = most;
        while (taken == most) {
            taken = oneTransaction(connection, most, step);
            all += taken;
        }
        return all;
    }

    private static int oneTransaction(Connection connection, int most, Step step) throws SQLException {
        connection.setAutoCommit(false);
        try {
            int taken = isMine(connection) ? step.in(connection, most) : 0;
            connection.commit();
            return taken;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Until the end of a transaction. */
    static void keepOthersOut(Connection transaction) throws SQLException {
        try (Statement lock = transaction.createStatement()) {
            lock.execute("SELECT pg_advisory_xact_lock(hashtext('webcheck.settling'))");
        }
    }

    private static boolean isMine(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement();
                ResultSet row = lock.executeQuery("SELECT pg_try_advisory_xact_lock(hashtext('webcheck.settling'))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static int minutes(Connection transaction, int most) throws SQLException {
        List<CountRow> taken = take(
                transaction,
                "minute_change",
                "SELECT ctid FROM minute_change LIMIT ?",
                most,
                row -> List.of(Columns.instant(row, "minute")));
        CountTable.REQUEST_COUNT.add(transaction, sums(taken, row -> step("minute", row, ChronoUnit.MINUTES)));
        addToAll(transaction, taken);
        return taken.size();
    }

    private static int websites(Connection transaction, int most) throws SQLException {
        List<CountRow> taken = take(
                transaction,
                "website_change",
                "SELECT ctid FROM website_change LIMIT ?",
                most,
                row -> List.of(Columns.instant(row, "hour"), row.getString("website")));
        addToWebsites(transaction, taken);
        return taken.size();
    }

    /** They count no minutes, so their hours are not in those of all websites yet. */
    private static int hoursOfTheVersionBefore(Connection transaction, int most) throws SQLException {
        List<CountRow> taken = take(
                transaction,
                "website_hour",
                "SELECT ctid FROM website_hour WHERE partition >= 0 ORDER BY hour, website LIMIT ? FOR UPDATE SKIP LOCKED",
                most,
                row -> List.of(Columns.instant(row, "hour"), row.getString("website")));
        addToWebsites(transaction, taken);
        addToAll(transaction, taken);
        return taken.size();
    }

    private interface Key {
        List<Object> of(ResultSet row) throws SQLException;
    }

    private static List<CountRow> take(Connection transaction, String table, String which, int most, Key key)
            throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement(
                "DELETE FROM %s WHERE ctid = ANY (ARRAY(%s)) RETURNING *".formatted(table, which))) {
            delete.setInt(1, most);
            List<CountRow> taken = new ArrayList<>();
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    taken.add(CountRow.read(row, key.of(row)));
                }
            }
            return taken;
        }
    }

    private static void addToWebsites(Connection transaction, List<CountRow> taken) throws SQLException {
        CountTable.WEBSITE_HOUR.add(
                transaction, sums(taken, row -> List.of(Columns.timestamp(start(row)), website(row), NO_PARTITION)));
        CountTable.WEBSITE_DAY.add(
                transaction,
                sums(taken, row -> List.of(Columns.timestamp(start(row).truncatedTo(ChronoUnit.DAYS)), website(row))));
        CountTable.WEBSITE_TOTAL.add(transaction, sums(taken, row -> List.of(website(row))));
    }

    private static void addToAll(Connection transaction, List<CountRow> taken) throws SQLException {
        CountTable.REQUEST_COUNT.add(transaction, sums(taken, row -> step("hour", row, ChronoUnit.HOURS)));
        CountTable.REQUEST_COUNT.add(transaction, sums(taken, row -> step("day", row, ChronoUnit.DAYS)));
    }

    private static Instant start(CountRow row) {
        return (Instant) row.key().get(0);
    }

    private static Object website(CountRow row) {
        return row.key().get(1);
    }

    private static List<Object> step(String name, CountRow row, ChronoUnit unit) {
        return List.of(name, Columns.timestamp(start(row).truncatedTo(unit)));
    }

    /** In the order of the keys, which is that of the tables. */
    private static Collection<CountRow> sums(List<CountRow> rows, Function<CountRow, List<Object>> key) {
        Map<String, CountRow> sums = new TreeMap<>();
        for (CountRow row : rows) {
            List<Object> to = key.apply(row);
            sums.merge(to.toString(), row.as(to), CountRow::plus);
        }
        return sums.values();
    }

    /** Rows live for a second here, and readers would have to step over the dead ones. */
    private static void vacuum(Connection connection) throws SQLException {
        try (Statement vacuum = connection.createStatement()) {
            vacuum.execute("VACUUM website_change, minute_change");
        }
    }
}
