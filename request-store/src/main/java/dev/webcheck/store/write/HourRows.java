package dev.webcheck.store.write;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.batch.HourChange;
import dev.webcheck.correlation.batch.HourChange.Check;
import dev.webcheck.event.RequestCounters;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rows of the table {@code instance_hour}. Who changes one has locked its instance. */
final class HourRows {

    private static final List<Outcome> COUNTED = List.of(Outcome.values());

    private HourRows() {}

    static void add(Connection connection, Collection<HourChange> hours) throws SQLException {
        if (hours.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO instance_hour AS was (instance_id, hour, told_begun, told_ended, told_unrecorded,
                       in_flight, completed, failed, cancelled, abandoned, crashed, unknown, without_begin,
                       first_told, first_recorded, last_told, last_recorded, writes)
                SELECT *, 1 FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (instance_id, hour) DO UPDATE
                   SET told_begun      = greatest(was.told_begun, excluded.told_begun),
                       told_ended      = greatest(was.told_ended, excluded.told_ended),
                       told_unrecorded = greatest(was.told_unrecorded, excluded.told_unrecorded),
                       in_flight       = was.in_flight     + excluded.in_flight,
                       completed       = was.completed     + excluded.completed,
                       failed          = was.failed        + excluded.failed,
                       cancelled       = was.cancelled     + excluded.cancelled,
                       abandoned       = was.abandoned     + excluded.abandoned,
                       crashed         = was.crashed       + excluded.crashed,
                       unknown         = was.unknown       + excluded.unknown,
                       without_begin   = was.without_begin + excluded.without_begin,
                       first_told      = coalesce(was.first_told, excluded.first_told),
                       first_recorded  = coalesce(was.first_recorded, excluded.first_recorded),
                       last_told       = coalesce(excluded.last_told, was.last_told),
                       last_recorded   = coalesce(excluded.last_recorded, was.last_recorded),
                       writes          = was.writes + 1""")) {
            upsert.setObject(1, UuidArray.of(hours, HourChange::instanceId));
            upsert.setArray(2, Columns.array(connection, "timestamptz", hours, h -> Columns.timestamp(h.hour())));
            upsert.setArray(3, told(connection, hours, RequestCounters::begun));
            upsert.setArray(4, told(connection, hours, RequestCounters::ended));
            upsert.setArray(5, told(connection, hours, RequestCounters::unrecorded));
            for (int i = 0; i < COUNTED.size(); i++) {
                Outcome outcome = COUNTED.get(i);
                upsert.setArray(6 + i, Columns.array(connection, "int8", hours, h -> h.outcomes()
                        .getOrDefault(outcome, 0L)));
            }
            int next = 6 + COUNTED.size();
            upsert.setArray(next++, Columns.array(connection, "int8", hours, HourChange::withoutBegin));
            upsert.setArray(next++, optional(connection, hours, h -> h.first().map(Check::told)));
            upsert.setArray(next++, optional(connection, hours, h -> h.first().map(Check::recorded)));
            upsert.setArray(next++, optional(connection, hours, h -> h.last().map(Check::told)));
            upsert.setArray(next, optional(connection, hours, h -> h.last().map(Check::recorded)));
            upsert.executeUpdate();
        }
    }

    private static Array told(Connection connection, Collection<HourChange> hours, Function<RequestCounters, Long> of)
            throws SQLException {
        return optional(connection, hours, hour -> hour.told().map(of));
    }

    private static Array optional(
            Connection connection, Collection<HourChange> hours, Function<HourChange, Optional<Long>> of)
            throws SQLException {
        return Columns.array(connection, "int8", hours, hour -> of.apply(hour).orElse(null));
    }
}
