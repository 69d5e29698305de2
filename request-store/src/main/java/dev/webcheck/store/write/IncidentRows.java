package dev.webcheck.store.write;

import dev.webcheck.correlation.CrashCounts;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.IncidentState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of the table {@code incident}. Who writes one has locked its instance. */
final class IncidentRows {

    private IncidentRows() {}

    /** Adds the incidents of instances. */
    static void collect(Connection connection, Collection<UUID> instances, Map<UUID, IncidentState> into)
            throws SQLException {
        if (instances.isEmpty()) {
            return;
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM incident WHERE instance_id = ANY (?)")) {
            select.setObject(1, UuidArray.of(instances));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    IncidentState incident = read(row);
                    into.put(incident.instanceId(), incident);
                }
            }
        }
    }

    private static IncidentState read(ResultSet row) throws SQLException {
        return new IncidentState(
                Columns.uuid(row, "instance_id"),
                Optional.ofNullable(row.getString("service")),
                Columns.instant(row, "died_at"),
                Detector.of(row.getString("detector")),
                Columns.instant(row, "last_heard_at"),
                new CrashCounts(row.getInt("not_sent"), row.getInt("possibly_executed"), row.getInt("answer_lost")));
    }

    static void put(Connection connection, Collection<IncidentState> incidents) throws SQLException {
        if (incidents.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO incident (instance_id, service, died_at, detector, last_heard_at,
                       not_sent, possibly_executed, answer_lost)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (instance_id) DO UPDATE
                   SET service = excluded.service, died_at = excluded.died_at, detector = excluded.detector,
                       last_heard_at = excluded.last_heard_at, not_sent = excluded.not_sent,
                       possibly_executed = excluded.possibly_executed, answer_lost = excluded.answer_lost""")) {
            upsert.setObject(1, UuidArray.of(incidents, IncidentState::instanceId));
            upsert.setArray(2, Columns.array(connection, "text", incidents, i -> i.service()
                    .orElse(null)));
            upsert.setArray(3, Columns.array(connection, "timestamptz", incidents, i -> Columns.timestamp(i.diedAt())));
            upsert.setArray(4, Columns.array(connection, "text", incidents, i -> i.detector()
                    .word()));
            upsert.setArray(
                    5, Columns.array(connection, "timestamptz", incidents, i -> Columns.timestamp(i.lastHeardAt())));
            upsert.setArray(6, Columns.array(connection, "int4", incidents, i -> i.crashed()
                    .notSent()));
            upsert.setArray(7, Columns.array(connection, "int4", incidents, i -> i.crashed()
                    .possiblyExecuted()));
            upsert.setArray(8, Columns.array(connection, "int4", incidents, i -> i.crashed()
                    .answerLost()));
            upsert.executeUpdate();
        }
    }

    static void remove(Connection connection, Collection<UUID> instances) throws SQLException {
        if (instances.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM incident WHERE instance_id = ANY (?)")) {
            delete.setObject(1, UuidArray.of(instances));
            delete.executeUpdate();
        }
    }
}
