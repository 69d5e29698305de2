package dev.webcheck.store.write;

import dev.webcheck.store.Outcome;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what a batch has changed. */
final class ChangeWriter {

    private static final List<Outcome> COUNTED = List.of(Outcome.values());

    private final Connection connection;

    ChangeWriter(Connection connection) {
        this.connection = connection;
    }

    void write(Changes changes, Snapshot before) throws SQLException {
        clocks(changes.clocks());
        InstanceRows.insert(connection, changes.newInstances());
        InstanceRows.update(connection, changes.changedInstances());
        RequestRows.insert(connection, changes.newRequests());
        RequestRows.update(
                connection,
                changes.changedRequests(),
                before.requests().stream().collect(Collectors.toMap(RequestState::id, request -> request)));
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
        if (counts.isEmpty()) {
            return;
        }
        List<CountChange> sorted = counts.stream()
                .sorted(Comparator.comparing(CountChange::hour).thenComparing(CountChange::website))
                .toList();
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO website_hour AS was (hour, website, partition, durations,
                       in_flight, completed, failed, cancelled, abandoned, crashed, unknown)
                SELECT hour, website, partition, durations::bigint[], n1, n2, n3, n4, n5, n6, n7
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                       AS change (hour, website, partition, durations, n1, n2, n3, n4, n5, n6, n7)
                ON CONFLICT (hour, website, partition) DO UPDATE
                   SET in_flight = was.in_flight + excluded.in_flight,
                       completed = was.completed + excluded.completed,
                       failed    = was.failed    + excluded.failed,
                       cancelled = was.cancelled + excluded.cancelled,
                       abandoned = was.abandoned + excluded.abandoned,
                       crashed   = was.crashed   + excluded.crashed,
                       unknown   = was.unknown   + excluded.unknown,
                       durations = ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0)
                                           FROM (SELECT unnest(was.durations) AS a, unnest(excluded.durations) AS b) AS t)""")) {
            upsert.setArray(1, column("timestamptz", sorted, count -> Columns.timestamp(count.hour())));
            upsert.setArray(2, column("text", sorted, CountChange::website));
            upsert.setArray(3, column("int4", sorted, CountChange::partition));
            upsert.setArray(4, column("text", sorted, count -> literal(count.durations())));
            for (int i = 0; i < COUNTED.size(); i++) {
                Outcome outcome = COUNTED.get(i);
                upsert.setArray(
                        5 + i, column("int8", sorted, count -> count.outcomes().getOrDefault(outcome, 0L)));
            }
            upsert.executeUpdate();
        }
    }

    private Array column(String type, List<CountChange> counts, Function<CountChange, @Nullable Object> value)
            throws SQLException {
        return Columns.array(connection, type, counts, value);
    }

    /** An array of arrays would have to be rectangular; so each array goes as a text. */
    private static String literal(Map<Integer, Long> durations) {
        int length =
                durations.keySet().stream().mapToInt(bucket -> bucket + 1).max().orElse(1);
        StringBuilder literal = new StringBuilder(2 * length + 2).append('{');
        for (int i = 0; i < length; i++) {
            literal.append(i == 0 ? "" : ",").append(durations.getOrDefault(i, 0L));
        }
        return literal.append('}').toString();
    }
}
