package dev.webcheck.store.write;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import dev.webcheck.store.write.InstanceState.Heard;
import dev.webcheck.store.write.InstanceState.Life;
import dev.webcheck.store.write.InstanceState.Sign;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Locks and loads what a batch touches. */
final class SnapshotReader {

    private final Connection connection;

    SnapshotReader(Connection connection) {
        this.connection = connection;
    }

    Snapshot read(Footprint footprint) throws SQLException {
        Map<Integer, PartitionClock> clocks = clocks(footprint.ticks().keySet());
        Map<UUID, InstanceState> instances = new HashMap<>();
        instances(footprint.instances().keySet(), instances);
        expiring(footprint.ticks(), instances);
        Map<UUID, RequestState> requests = new HashMap<>();
        Set<UUID> owners = new HashSet<>(instances.keySet());
        do {
            requests.clear();
            requests(footprint.requests(), requests);
            openRequests(OpenRange.of(footprint, clocks, instances), requests);
        } while (lockFurther(requests.values(), owners, instances));
        return new Snapshot(clocks, instances, requests.values(), requestsFrom());
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
        Map<Integer, PartitionClock> clocks = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT * FROM partition_clock WHERE partition = ANY (?) ORDER BY partition FOR UPDATE")) {
            select.setArray(1, connection.createArrayOf("int4", sorted));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int partition = row.getInt("partition");
                    clocks.put(
                            partition,
                            new PartitionClock(
                                    partition,
                                    row.getLong("ticks"),
                                    row.getLong("tick_offset"),
                                    Columns.instant(row, "ticked_at")));
                }
            }
        }
        return clocks;
    }

    private void instances(Collection<UUID> ids, Map<UUID, InstanceState> into) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM instance WHERE id = ANY (?) ORDER BY id FOR UPDATE")) {
            select.setArray(1, Columns.uuids(connection, ids));
            collectInstances(select, into);
        }
    }

    /**
     * Who has locked an instance has its requests to himself. A request may be another instance's than those of the batch,
     * which only a broken sender brings about; then that one is locked, and the requests have to be read again.
     *
     * @param owners the instances that have been locked, where they are known
     * @return whether further ones had to be
     */
    private boolean lockFurther(Collection<RequestState> requests, Set<UUID> owners, Map<UUID, InstanceState> into)
            throws SQLException {
        Set<UUID> further = requests.stream().map(RequestState::instanceId).collect(Collectors.toSet());
        further.removeAll(owners);
        if (further.isEmpty()) {
            return false;
        }
        instances(further, into);
        owners.addAll(further);
        return true;
    }

    /** Those of these partitions whose lease would run out within the batch if they stayed silent. */
    private void expiring(Map<Integer, Long> ticks, Map<UUID, InstanceState> into) throws SQLException {
        List<Map.Entry<Integer, Long>> ticking =
                ticks.entrySet().stream().filter(e -> e.getValue() > 0).toList();
        if (ticking.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT i.* FROM unnest(?, ?) AS batch (partition, ticks)
                  JOIN partition_clock c USING (partition)
                  JOIN instance i ON i.partition = c.partition AND i.state = 'ALIVE'
                 WHERE i.heard_tick + i.lease_ticks < c.ticks + batch.ticks
                 ORDER BY i.id FOR UPDATE OF i""")) {
            select.setArray(1, Columns.array(connection, "int4", ticking, Map.Entry::getKey));
            select.setArray(2, Columns.array(connection, "int8", ticking, Map.Entry::getValue));
            collectInstances(select, into);
        }
    }

    private static void collectInstances(PreparedStatement select, Map<UUID, InstanceState> into) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                InstanceState instance = instance(row);
                into.put(instance.id(), instance);
            }
        }
    }

    private static InstanceState instance(ResultSet row) throws SQLException {
        return new InstanceState(
                Columns.uuid(row, "id"),
                Optional.ofNullable(row.getString("service")),
                Life.valueOf(row.getString("state")),
                new Heard(
                        row.getInt("partition"),
                        row.getLong("heard_tick"),
                        Columns.instant(row, "first_heard_at"),
                        Columns.instant(row, "last_heard_at")),
                row.getInt("lease_ticks"),
                new Sign(
                        row.getLong("sequence"),
                        Optional.ofNullable(row.getString("stop_reason")).map(StopReason::valueOf),
                        new RequestCounters(row.getLong("begun"), row.getLong("ended"), row.getLong("unrecorded")),
                        Columns.instant(row, "open_requests_before"),
                        openRequests(row)),
                Columns.optionalInstant(row, "verdict_at"),
                Columns.optionalInstant(row, "last_begun_at"),
                ReplacedJson.readDeaths(row.getString("replaced_deaths")),
                Columns.optionalLong(row, "recorded"));
    }

    private static Map<UUID, Optional<RequestPhase>> openRequests(ResultSet row) throws SQLException {
        UUID[] ids = Columns.uuids(row, "open_requests");
        String[] phases = Columns.texts(row, "open_phases");
        Map<UUID, Optional<RequestPhase>> open = new LinkedHashMap<>();
        for (int i = 0; i < ids.length; i++) {
            open.put(
                    ids[i],
                    Optional.ofNullable(i < phases.length ? phases[i] : null).map(RequestPhase::valueOf));
        }
        return open;
    }

    private void requests(Collection<UUID> ids, Map<UUID, RequestState> into) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        // the bounds spare the database the partitions of other days
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM request WHERE id = ANY (?) AND id BETWEEN ? AND ?")) {
            select.setArray(1, Columns.uuids(connection, ids));
            select.setObject(2, Collections.min(ids, Columns.UUID_ORDER));
            select.setObject(3, Collections.max(ids, Columns.UUID_ORDER));
            RequestRows.collect(select, into);
        }
    }

    private void openRequests(List<OpenRange> ranges, Map<UUID, RequestState> into) throws SQLException {
        if (ranges.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT r.* FROM unnest(?, ?, ?) AS range (instance_id, below, settled_below)
                  JOIN request r ON r.instance_id = range.instance_id AND r.id < range.below
                 WHERE r.duration_nanos IS NULL
                   AND (r.id >= range.settled_below OR r.detector IS DISTINCT FROM 'deadline')""")) {
            select.setArray(1, Columns.array(connection, "uuid", ranges, OpenRange::instanceId));
            select.setArray(2, Columns.array(connection, "uuid", ranges, OpenRange::below));
            select.setArray(3, Columns.array(connection, "uuid", ranges, OpenRange::settledBelow));
            RequestRows.collect(select, into);
        }
    }
}
