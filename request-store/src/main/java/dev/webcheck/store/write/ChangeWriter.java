package dev.webcheck.store.write;

import dev.webcheck.store.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes what a batch has changed. */
final class ChangeWriter {

    private static final List<Outcome> COUNTED = List.of(Outcome.values());

    private final Connection connection;

    ChangeWriter(Connection connection) {
        this.connection = connection;
    }

    void write(Changes changes) throws SQLException {
        clocks(changes.clocks());
        InstanceRows.insert(connection, changes.newInstances());
        InstanceRows.update(connection, changes.changedInstances());
        RequestRows.insert(connection, changes.newRequests());
        RequestRows.update(connection, changes.changedRequests());
        counts(changes.counts());
        HourRows.add(connection, changes.hours());
        IncidentRows.put(connection, changes.incidents());
        IncidentRows.remove(connection, changes.incidentsTakenBack());
    }

    private void clocks(Collection<PartitionClock> clocks) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE partition_clock SET ticks = ?, tick_offset = ?, ticked_at = ? WHERE partition = ?")) {
            for (PartitionClock clock : clocks) {
                update.setLong(1, clock.ticks());
                update.setLong(2, clock.offset());
                update.setObject(3, Columns.timestamp(clock.at()));
                update.setInt(4, clock.partition());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void counts(Collection<CountChange> counts) throws SQLException {
        List<CountChange> sorted = counts.stream()
                .sorted(Comparator.comparing(CountChange::hour).thenComparing(CountChange::website))
                .toList();
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO website_hour AS was (hour, website, partition,
                       in_flight, completed, failed, cancelled, abandoned, crashed, unknown, durations)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (hour, website, partition) DO UPDATE
                   SET in_flight = was.in_flight + excluded.in_flight,
                       completed = was.completed + excluded.completed,
                       failed    = was.failed    + excluded.failed,
                       cancelled = was.cancelled + excluded.cancelled,
                       abandoned = was.abandoned + excluded.abandoned,
                       crashed   = was.crashed   + excluded.crashed,
                       unknown   = was.unknown   + excluded.unknown,
                       durations = (SELECT array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY i)
                                      FROM unnest(was.durations, excluded.durations) WITH ORDINALITY AS t (a, b, i))""")) {
            for (CountChange count : sorted) {
                upsert.setObject(1, Columns.timestamp(count.hour()));
                upsert.setString(2, count.website());
                upsert.setInt(3, count.partition());
                for (int i = 0; i < COUNTED.size(); i++) {
                    upsert.setLong(4 + i, count.outcomes().getOrDefault(COUNTED.get(i), 0L));
                }
                upsert.setArray(4 + COUNTED.size(), connection.createArrayOf("int8", buckets(count.durations())));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static Object[] buckets(Map<Integer, Long> durations) {
        int length =
                durations.keySet().stream().mapToInt(bucket -> bucket + 1).max().orElse(1);
        Object[] buckets = new Object[length];
        for (int i = 0; i < length; i++) {
            buckets[i] = durations.getOrDefault(i, 0L);
        }
        return buckets;
    }
}
