package dev.webcheck.store.write;

import dev.webcheck.event.RequestPhase;
import dev.webcheck.store.write.InstanceState.Heard;
import dev.webcheck.store.write.InstanceState.Sign;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of the table {@code instance}. */
final class InstanceRows {

    private static final String INSERT = """
            INSERT INTO instance (service, state, partition, heard_tick, lease_ticks, first_heard_at, last_heard_at,
                   sequence, stop_reason, begun, ended, unrecorded, open_requests_before, open_requests, open_phases,
                   verdict_at, last_begun_at, replaced_deaths, recorded, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)""";

    private static final String UPDATE = """
            UPDATE instance
               SET service = ?, state = ?, partition = ?, heard_tick = ?, lease_ticks = ?, first_heard_at = ?,
                   last_heard_at = ?, sequence = ?, stop_reason = ?, begun = ?, ended = ?, unrecorded = ?,
                   open_requests_before = ?, open_requests = ?, open_phases = ?, verdict_at = ?,
                   last_begun_at = ?, replaced_deaths = ?::jsonb, recorded = ?
             WHERE id = ?""";

    private InstanceRows() {}

    static void insert(Connection connection, Collection<InstanceState> instances) throws SQLException {
        execute(connection, INSERT, instances);
    }

    static void update(Connection connection, Collection<InstanceState> instances) throws SQLException {
        execute(connection, UPDATE, instances);
    }

    private static void execute(Connection connection, String sql, Collection<InstanceState> instances)
            throws SQLException {
        if (instances.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (InstanceState instance : instances) {
                bind(connection, statement, instance);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, InstanceState instance)
            throws SQLException {
        Heard heard = instance.heard();
        Sign sign = instance.sign();
        statement.setString(1, instance.service().orElse(null));
        statement.setString(2, instance.life().name());
        statement.setInt(3, heard.partition());
        statement.setLong(4, heard.tick());
        statement.setInt(5, instance.leaseTicks());
        statement.setObject(6, Columns.timestamp(heard.firstAt()));
        statement.setObject(7, Columns.timestamp(heard.lastAt()));
        statement.setLong(8, sign.sequence());
        statement.setString(9, sign.stopReason().map(Enum::name).orElse(null));
        statement.setLong(10, sign.counters().begun());
        statement.setLong(11, sign.counters().ended());
        statement.setLong(12, sign.counters().unrecorded());
        statement.setObject(13, Columns.timestamp(sign.openRequestsBefore()));
        statement.setArray(14, Columns.uuids(connection, sign.openRequests().keySet()));
        statement.setArray(15, phases(connection, sign.openRequests().values()));
        statement.setObject(16, instance.verdictAt().map(Columns::timestamp).orElse(null));
        statement.setObject(17, instance.lastBegunAt().map(Columns::timestamp).orElse(null));
        statement.setString(18, ReplacedJson.writeDeaths(instance.replacedDeaths()));
        statement.setObject(
                19, instance.recorded().isPresent() ? instance.recorded().getAsLong() : null, Types.BIGINT);
        statement.setObject(20, instance.id());
    }

    private static Array phases(Connection connection, Collection<Optional<RequestPhase>> phases) throws SQLException {
        Collection<Optional<RequestPhase>> told = phases.stream().allMatch(Optional::isEmpty) ? List.of() : phases;
        return Columns.array(
                connection, "text", told, phase -> phase.map(Enum::name).orElse(null));
    }
}
