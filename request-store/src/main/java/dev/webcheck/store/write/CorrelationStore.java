package dev.webcheck.store.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The tables as the workers see them.
 *
 * <p>Each batch is one transaction. It first locks the clocks of the batch's partitions and then its instances, always in
 * ascending order, so that two workers that meet the same partition or instance (after a rebalance, say) wait for one
 * another and see what the other has done. Where they collide all the same, one gets a {@link SQLException} of class 40 or
 * 23505 and has to do its batch again.
 *
 * <p>This class is threadsafe. It keeps nothing but the data source, which it does not close.
 */
public final class CorrelationStore {

    private final DataSource dataSource;

    /**
     * Sees the tables through a data source.
     *
     * @param dataSource connections to a database that has the schema
     */
    public CorrelationStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Loads what a batch touches, has it correlated and writes what has changed, in one transaction.
     *
     * @param footprint what the batch touches
     * @param correlation what makes the changes; pure, for it is run again when the batch is done again
     * @throws SQLException if the database does not answer or does not take it; then nothing has changed
     */
    public void correlate(Footprint footprint, Function<Snapshot, Changes> correlation) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Snapshot snapshot = new SnapshotReader(connection).read(footprint);
                new ChangeWriter(connection).write(correlation.apply(snapshot), snapshot);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /**
     * Makes the daily partitions of the requests where they are missing.
     *
     * @param first a moment of the first day (UTC)
     * @param last a moment of the last day
     * @return how many were made
     * @throws SQLException if the database does not answer, or the table is in use for too long (55P03)
     */
    public int ensurePartitions(Instant first, Instant last) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                LockTimeouts.limit(connection);
                int made = ensurePartitions(connection, first, last);
                connection.commit();
                return made;
            } catch (SQLException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private static int ensurePartitions(Connection connection, Instant first, Instant last) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT ensure_request_partitions(?, ?)")) {
            statement.setObject(1, Columns.timestamp(first));
            statement.setObject(2, Columns.timestamp(last));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
