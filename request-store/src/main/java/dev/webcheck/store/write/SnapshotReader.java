package dev.webcheck.store.write;

import dev.webcheck.correlation.IncidentState;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.batch.BatchCorrelation;
import dev.webcheck.correlation.batch.Footprint;
import dev.webcheck.correlation.batch.OpenRange;
import dev.webcheck.correlation.batch.Snapshot;
import dev.webcheck.correlation.batch.Snapshot.Extent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Locks and loads what a batch touches, within bounds. */
final class SnapshotReader {

    /** So many instances with pending verdicts are dealt with in one transaction. */
    private static final int MOST_PENDING = 200;

    /**
     * Where a transaction stands once everything is locked.
     *
     * @param clocks the clocks of the batch's partitions
     * @param instances the instances of the batch, and those whose lease may run out
     * @param complete whether all of these are there
     */
    private record Locked(Map<Integer, PartitionClock> clocks, Map<UUID, InstanceState> instances, boolean complete) {}

    /**
     * Open requests of instances with pending verdicts.
     *
     * @param snapshot the instances and the requests
     * @param after where there are further ones: the id after which they follow, by instance
     */
    record PendingPiece(Snapshot snapshot, Map<UUID, UUID> after) {}

    private final Connection connection;
    private final RequestQueries queries;
    private final BatchCorrelation correlation;
    private final Footprint footprint;
    private final Bounds bounds;
    private final Budget budget;
    private final Map<UUID, RequestState> taken = new HashMap<>();
    private Map<Integer, PartitionClock> clocks = Map.of();

    SnapshotReader(Connection connection, BatchCorrelation correlation, Bounds bounds) {
        this.connection = connection;
        this.queries = new RequestQueries(connection);
        this.correlation = correlation;
        footprint = correlation.footprint();
        this.bounds = bounds;
        budget = new Budget(bounds);
    }

    /**
     * Locks and loads instances with pending verdicts that the batch has to wait for, and open requests of them. A batch waits for
     * those of its partitions, too, so that what a worker left undone is done by whoever reads the partition next.
     *
     * @param owners further instances that the batch touches
     * @return empty if there are none
     */
    Optional<PendingPiece> readPending(Set<UUID> owners) throws SQLException {
        clocks = clocks(footprint.ticks().keySet());
        Map<UUID, InstanceState> pending = new HashMap<>();
        pending(named(owners), pending);
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        Map<UUID, RequestState> requests = new HashMap<>();
        Map<UUID, UUID> after = new HashMap<>();
        Budget piece = new Budget(bounds);
        for (InstanceState instance : List.copyOf(pending.values())) {
            if (piece.isSpent()) {
                pending.remove(instance.id());
            } else {
                openAfter(instance, requests, piece).ifPresent(last -> after.put(instance.id(), last));
            }
        }
        Snapshot snapshot = new Snapshot(
                Map.of(), pending, requests.values(), incidents(pending.values()), Extent.WHOLE, Instant.EPOCH);
        return Optional.of(new PendingPiece(snapshot, after));
    }

    /**
     * Locks and loads what the batch touches.
     *
     * @param owners further instances to lock; receives those that have requests which the batch touches. They all have to be
     *     locked in one order, so the transaction has to be begun anew then.
     * @return empty if the transaction has to be begun anew, or if it is more than may be loaded
     */
    Optional<Snapshot> read(Set<UUID> owners) throws SQLException {
        Locked locked = lock(owners);
        if (!locked.complete() && !footprint.indivisible()) {
            return Optional.empty();
        }
        Map<UUID, RequestState> requests = new HashMap<>();
        requests(requests);
        if (budget.isExceeded() && !footprint.indivisible()) {
            return Optional.empty();
        }
        if (owners.addAll(ownersOf(requests.values(), locked))) {
            return Optional.empty();
        }
        Extent extent = locked.complete() ? open(locked, requests) : Extent.SOME_EXPIRING;
        if (extent != Extent.WHOLE && !footprint.indivisible()) {
            return Optional.empty();
        }
        return Optional.of(new Snapshot(
                locked.clocks(),
                locked.instances(),
                requests.values(),
                incidents(locked.instances().values()),
                extent,
                requestsFrom()));
    }

    /** The requests that were deleted when they were read: they have to be written, whether they change or not. */
    Map<UUID, RequestState> taken() {
        return taken;
    }

    private Locked lock(Set<UUID> owners) throws SQLException {
        Set<UUID> named = named(owners);
        Map<UUID, InstanceState> instances = new HashMap<>();
        // an event has to be given its instance, however large that is
        boolean isEvent = footprint.indivisible() && !named.isEmpty();
        boolean all = instances(named, instances, isEvent ? new Budget(Bounds.NONE) : budget);
        long expiring = instances.values().stream()
                .filter(instance -> correlation.mayExpire(instance, clocks))
                .count();
        return new Locked(clocks, instances, all && expiring <= bounds.rows());
    }

    private Set<UUID> named(Set<UUID> owners) {
        Set<UUID> named = new HashSet<>(footprint.instances());
        named.addAll(owners);
        return named;
    }

    private static Set<UUID> ownersOf(Collection<RequestState> requests, Locked locked) {
        Set<UUID> owners =
                requests.stream().map(RequestState::instanceId).collect(Collectors.toCollection(HashSet::new));
        owners.removeAll(locked.instances().keySet());
        return owners;
    }

    /**
     * To be asked after the requests were looked for: a request that was then gone had been dropped, and before it is dropped,
     * the moment is moved.
     */
    private Instant requestsFrom() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT requests_from FROM retention");
                ResultSet row = select.executeQuery()) {
            row.next();
            return Columns.instant(row, "requests_from");
        }
    }

    private Map<Integer, PartitionClock> clocks(Collection<Integer> partitions) throws SQLException {
        Object[] sorted = partitions.stream().sorted().toArray();
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO partition_clock (partition, ticks, tick_offset, ticked_at)
                SELECT p, 0, -1, 'epoch' FROM unnest(?) AS p
                ON CONFLICT DO NOTHING""")) {
            insert.setArray(1, connection.createArrayOf("int4", sorted));
            insert.executeUpdate();
        }
        Map<Integer, PartitionClock> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT * FROM partition_clock WHERE partition = ANY (?) ORDER BY partition FOR UPDATE")) {
            select.setArray(1, connection.createArrayOf("int4", sorted));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int partition = row.getInt("partition");
                    found.put(
                            partition,
                            new PartitionClock(
                                    partition,
                                    row.getLong("ticks"),
                                    row.getLong("tick_offset"),
                                    Columns.instant(row, "ticked_at")));
                }
            }
        }
        return found;
    }

    private void pending(Collection<UUID> named, Map<UUID, InstanceState> into) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT * FROM instance
                 WHERE id = ANY (ARRAY(
                       SELECT i.id FROM instance i
                        WHERE i.verdicts_pending_at IS NOT NULL AND (i.partition = ANY (?) OR i.id = ANY (?))
                        ORDER BY i.id LIMIT ?))
                   AND verdicts_pending_at IS NOT NULL
                 ORDER BY id FOR UPDATE""")) {
            select.setArray(
                    1,
                    connection.createArrayOf("int4", footprint.ticks().keySet().toArray()));
            select.setObject(2, UuidArray.of(named));
            select.setInt(3, MOST_PENDING);
            InstanceRows.collect(select, into, new Budget(bounds));
        }
    }

    /**
     * The named ones, and those of these partitions that {@link BatchCorrelation#mayExpire} holds of. All in one statement, for only
     * so they are locked in one order.
     *
     * @return whether these are all
     */
    private boolean instances(Collection<UUID> named, Map<UUID, InstanceState> into, Budget limit) throws SQLException {
        List<Map.Entry<Integer, Long>> ticks = List.copyOf(footprint.ticks().entrySet());
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT * FROM instance
                 WHERE id = ANY (ARRAY(
                       SELECT unnest(?)
                       UNION ALL
                       (SELECT i.id FROM unnest(?, ?) AS batch (partition, ticks)
                          JOIN partition_clock c USING (partition)
                          JOIN instance i ON i.partition = c.partition AND i.state = 'ALIVE'
                         WHERE batch.ticks > 0
                           AND i.heard_tick + greatest(i.lease_ticks, 2 * i.longest_silence) < c.ticks + batch.ticks
                         ORDER BY i.id LIMIT ?)))
                 ORDER BY id FOR UPDATE""")) {
            select.setObject(1, UuidArray.of(named));
            select.setArray(2, Columns.array(connection, "int4", ticks, Map.Entry::getKey));
            select.setArray(3, Columns.array(connection, "int8", ticks, Map.Entry::getValue));
            select.setLong(4, bounds.rows() + 1L);
            return InstanceRows.collect(select, into, limit);
        }
    }

    private void requests(Map<UUID, RequestState> into) throws SQLException {
        if (footprint.indivisible()) {
            queries.byId(footprint.requests(), into, budget);
            return;
        }
        queries.take(footprint.ended(), taken, budget);
        into.putAll(taken);
        if (!budget.isExceeded()) {
            List<UUID> others = footprint.requests().stream()
                    .filter(id -> !taken.containsKey(id))
                    .toList();
            queries.byId(others, into, budget);
        }
    }

    private Optional<UUID> openAfter(InstanceState instance, Map<UUID, RequestState> into, Budget piece)
            throws SQLException {
        Map<UUID, RequestState> found = new HashMap<>();
        queries.openAfter(instance.id(), instance.pending().orElseThrow().after(), bounds.rows(), found, piece);
        into.putAll(found);
        boolean further = piece.isExceeded() || found.size() == bounds.rows();
        return further ? Optional.of(Collections.max(found.keySet(), Columns.UUID_ORDER)) : Optional.empty();
    }

    /** Adds the open requests that the instances may decide; none, if they are more than may be loaded. */
    private Extent open(Locked locked, Map<UUID, RequestState> into) throws SQLException {
        List<OpenRange> ranges = locked.instances().values().stream()
                .map(instance -> correlation.openRange(instance, locked.clocks()))
                .toList();
        Map<UUID, RequestState> open = new HashMap<>();
        queries.openBetween(ranges, open, budget);
        if (!budget.isExceeded()) {
            queries.openListed(ranges, open, budget);
        }
        if (budget.isExceeded()) {
            return Extent.WITHOUT_OPEN_REQUESTS;
        }
        into.putAll(open);
        return Extent.WHOLE;
    }

    private Map<UUID, IncidentState> incidents(Collection<InstanceState> instances) throws SQLException {
        Map<UUID, IncidentState> incidents = new HashMap<>();
        IncidentRows.collect(
                connection,
                instances.stream()
                        .filter(instance -> instance.death().isPresent()
                                || instance.pending().isPresent())
                        .map(InstanceState::id)
                        .toList(),
                incidents);
        return incidents;
    }
}
