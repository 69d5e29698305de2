package dev.webcheck.store.write;

import dev.webcheck.correlation.CrashCounts;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.InstanceState.Begins;
import dev.webcheck.correlation.InstanceState.Heard;
import dev.webcheck.correlation.InstanceState.Lease;
import dev.webcheck.correlation.InstanceState.Sign;
import dev.webcheck.correlation.InstanceState.Standing;
import dev.webcheck.correlation.Life;
import dev.webcheck.correlation.PendingVerdicts;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of the table {@code instance}. */
final class InstanceRows {

    private static final String INSERT = """
            INSERT INTO instance (service, state, partition, heard_tick, lease_ticks, first_heard_at, last_heard_at,
                   sequence, stop_reason, begun, ended, unrecorded, open_requests_before, open_requests, open_phases,
                   verdict_at, last_begun_at, replaced_deaths, recorded, longest_silence, overdue_before,
                   verdicts_pending_at, verdicts_pending_after, verdicts_pending_not_sent,
                   verdicts_pending_possibly_executed, verdicts_pending_answer_lost, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            UPDATE instance
               SET service = ?, state = ?, partition = ?, heard_tick = ?, lease_ticks = ?, first_heard_at = ?,
                   last_heard_at = ?, sequence = ?, stop_reason = ?, begun = ?, ended = ?, unrecorded = ?,
                   open_requests_before = ?, open_requests = ?, open_phases = ?, verdict_at = ?,
                   last_begun_at = ?, replaced_deaths = ?::jsonb, recorded = ?, longest_silence = ?, overdue_before = ?,
                   verdicts_pending_at = ?, verdicts_pending_after = ?, verdicts_pending_not_sent = ?,
                   verdicts_pending_possibly_executed = ?, verdicts_pending_answer_lost = ?
             WHERE id = ?""";

    private InstanceRows() {}

    /** With the longest lists of open requests, a row has 260 KB. */
    private static final int FETCHED_AT_ONCE = 50;

    /**
     * Adds the rows of a query until they exceed what may be loaded.
     *
     * @return whether all rows were added
     */
    static boolean collect(PreparedStatement select, Map<UUID, InstanceState> into, Budget budget) throws SQLException {
        select.setFetchSize(FETCHED_AT_ONCE);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (budget.isExceeded()) {
                    return false;
                }
                InstanceState instance = read(row);
                into.put(instance.id(), instance);
                budget.spend(instance);
            }
        }
        return true;
    }

    private static InstanceState read(ResultSet row) throws SQLException {
        return new InstanceState(
                Columns.uuid(row, "id"),
                Optional.ofNullable(row.getString("service")),
                new Standing(
                        Life.valueOf(row.getString("state")),
                        Columns.optionalInstant(row, "verdict_at"),
                        ReplacedJson.readDeaths(row.getString("replaced_deaths"))),
                new Heard(
                        row.getInt("partition"),
                        row.getLong("heard_tick"),
                        Columns.instant(row, "first_heard_at"),
                        Columns.instant(row, "last_heard_at")),
                new Lease(row.getInt("lease_ticks"), row.getInt("longest_silence")),
                new Sign(
                        row.getLong("sequence"),
                        Optional.ofNullable(row.getString("stop_reason")).map(StopReason::valueOf),
                        new RequestCounters(row.getLong("begun"), row.getLong("ended"), row.getLong("unrecorded")),
                        Columns.instant(row, "open_requests_before"),
                        openRequests(row)),
                new Begins(
                        Columns.optionalInstant(row, "last_begun_at"),
                        Columns.optionalLong(row, "recorded"),
                        Columns.optionalInstant(row, "overdue_before").orElse(Instant.EPOCH)),
                pending(row));
    }

    private static Optional<PendingVerdicts> pending(ResultSet row) throws SQLException {
        Optional<Instant> at = Columns.optionalInstant(row, "verdicts_pending_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new PendingVerdicts(
                        at.get(),
                        Columns.uuid(row, "verdicts_pending_after"),
                        new CrashCounts(
                                row.getInt("verdicts_pending_not_sent"),
                                row.getInt("verdicts_pending_possibly_executed"),
                                row.getInt("verdicts_pending_answer_lost"))));
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

    /** In the order of their ids, so that two workers that insert the same ones do not wait for one another. */
    static void insert(Connection connection, Collection<InstanceState> unordered) throws SQLException {
        List<InstanceState> instances = unordered.stream()
                .sorted(Comparator.comparing(InstanceState::id, Columns.UUID_ORDER))
                .toList();
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
        Standing standing = instance.standing();
        Heard heard = instance.heard();
        Lease lease = instance.lease();
        Sign sign = instance.sign();
        Begins begins = instance.begins();
        statement.setString(1, instance.service().orElse(null));
        statement.setString(2, standing.life().name());
        statement.setInt(3, heard.partition());
        statement.setLong(4, heard.tick());
        statement.setInt(5, lease.ticks());
        statement.setObject(6, Columns.timestamp(heard.firstAt()));
        statement.setObject(7, Columns.timestamp(heard.lastAt()));
        statement.setLong(8, sign.sequence());
        statement.setString(9, sign.stopReason().map(Enum::name).orElse(null));
        statement.setLong(10, sign.counters().begun());
        statement.setLong(11, sign.counters().ended());
        statement.setLong(12, sign.counters().unrecorded());
        statement.setObject(13, Columns.timestamp(sign.openRequestsBefore()));
        statement.setObject(14, UuidArray.of(sign.openRequests().keySet()));
        statement.setArray(15, phases(connection, sign.openRequests().values()));
        statement.setObject(16, standing.verdictAt().map(Columns::timestamp).orElse(null));
        statement.setObject(17, begins.lastAt().map(Columns::timestamp).orElse(null));
        statement.setString(18, ReplacedJson.writeDeaths(standing.replaced()));
        statement.setObject(
                19, begins.recorded().isPresent() ? begins.recorded().getAsLong() : null, Types.BIGINT);
        statement.setInt(20, lease.longestSilence());
        statement.setObject(
                21,
                begins.overdueBefore().equals(Instant.EPOCH) ? null : Columns.timestamp(begins.overdueBefore()),
                Types.TIMESTAMP_WITH_TIMEZONE);
        Optional<PendingVerdicts> pending = instance.pending();
        statement.setObject(
                22,
                pending.map(PendingVerdicts::at).map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(23, pending.map(PendingVerdicts::after).orElse(null), Types.OTHER);
        Optional<CrashCounts> crashed = pending.map(PendingVerdicts::crashed);
        statement.setObject(24, crashed.map(CrashCounts::notSent).orElse(null), Types.INTEGER);
        statement.setObject(25, crashed.map(CrashCounts::possiblyExecuted).orElse(null), Types.INTEGER);
        statement.setObject(26, crashed.map(CrashCounts::answerLost).orElse(null), Types.INTEGER);
        statement.setObject(27, instance.id());
    }

    private static Array phases(Connection connection, Collection<Optional<RequestPhase>> phases) throws SQLException {
        Collection<Optional<RequestPhase>> told = phases.stream().allMatch(Optional::isEmpty) ? List.of() : phases;
        return Columns.array(
                connection, "text", told, phase -> phase.map(Enum::name).orElse(null));
    }
}
