package dev.webcheck.store.write;

import dev.webcheck.correlation.PendingVerdicts;
import dev.webcheck.correlation.batch.BatchCorrelation;
import dev.webcheck.correlation.batch.Changes;
import dev.webcheck.correlation.batch.Snapshot;
import dev.webcheck.correlation.batch.Snapshot.Extent;
import dev.webcheck.store.write.SnapshotReader.PendingPiece;
import dev.webcheck.store.write.Stored.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The tables as the workers see them.
 *
 * <p>A batch is one transaction, as long as that holds no more than its bounds. It first locks the clocks of the batch's partitions
 * and then its instances, always in ascending order, so that two workers that meet the same partition or instance (after a
 * rebalance, say) wait for one another and see what the other has done. Where they collide all the same, one gets a
 * {@link SQLException} of class 40 or 23505 and has to do its batch again.
 *
 * <p>Where an instance decides more open requests than a transaction may hold, the instance is stored with
 * {@link PendingVerdicts}, and following transactions decide the requests. Whoever touches the instance, or reads its partition,
 * completes them first, so the result is the same as of one transaction, whatever becomes of the worker that began.
 *
 * <p>This class is threadsafe. It keeps nothing but the data source, which it does not close.
 */
public final class CorrelationStore {

    private final DataSource dataSource;
    private final Bounds bounds;

    /**
     * Sees the tables through a data source.
     *
     * @param dataSource connections to a database that has the schema
     */
    public CorrelationStore(DataSource dataSource) {
        this(dataSource, Bounds.OF_A_WORKER);
    }

    /**
     * Sees the tables through a data source.
     *
     * @param dataSource connections to a database that has the schema
     * @param bounds what one transaction may load
     */
    public CorrelationStore(DataSource dataSource, Bounds bounds) {
        this.dataSource = dataSource;
        this.bounds = bounds;
    }

    /**
     * Loads what a batch touches, has it correlated and writes what has changed, in one transaction.
     *
     * @param correlation the batch
     * @return how far that has come, and what has changed
     * @throws SQLException if the database does not answer or does not take it; then nothing has changed
     */
    public Stored correlate(BatchCorrelation correlation) throws SQLException {
        Set<UUID> owners = new HashSet<>();
        int known;
        Optional<Stored> stored;
        do {
            known = owners.size();
            stored = transaction(connection -> correlate(connection, owners, correlation));
        } while (stored.isEmpty() && owners.size() > known);
        return stored.orElse(Stored.NOTHING);
    }

    private Optional<Stored> correlate(Connection connection, Set<UUID> owners, BatchCorrelation correlation)
            throws SQLException {
        SnapshotReader reader = new SnapshotReader(connection, correlation, bounds);
        Optional<PendingPiece> pending = reader.readPending(owners);
        if (pending.isPresent()) {
            Snapshot before = pending.get().snapshot();
            Changes changes = correlation.decidePending(before, pending.get().after());
            new ChangeWriter(connection).write(changes, Map.of());
            return Optional.of(new Stored(Progress.UNFINISHED, changes));
        }
        Optional<Snapshot> before = reader.read(owners);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        // if there are pending verdicts now, another worker has come between
        boolean isNext = !before.get().hasPending();
        Changes changes = isNext ? correlation.correlate(before.get()) : Changes.NONE;
        new ChangeWriter(connection).write(changes, reader.taken());
        boolean isFinished = isNext && isFinished(before.get(), changes);
        return Optional.of(new Stored(isFinished ? Progress.ALL : Progress.UNFINISHED, changes));
    }

    /** Where a tick does not count, it makes nobody's lease run out, though some instances may seem to wait for it. */
    private static boolean isFinished(Snapshot before, Changes changes) {
        boolean pending =
                changes.changedInstances().stream().anyMatch(i -> i.pending().isPresent());
        return !pending
                && (before.extent() != Extent.SOME_EXPIRING
                        || changes.changedInstances().isEmpty());
    }

    private interface Work {
        Optional<Stored> in(Connection transaction) throws SQLException;
    }

    /** Without a result, nothing changes. */
    private Optional<Stored> transaction(Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Stored> stored = work.in(connection);
                if (stored.isPresent()) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return stored;
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
