package dev.webcheck.store.write;

import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.batch.Changes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what a batch has changed. */
final class ChangeWriter {

    private final Connection connection;

    ChangeWriter(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes changes.
     *
     * @param taken requests that are deleted already
     */
    void write(Changes changes, Map<UUID, RequestState> taken) throws SQLException {
        clocks(changes.clocks());
        InstanceRows.insert(connection, changes.newInstances());
        InstanceRows.update(connection, changes.changedInstances());
        RequestRows.insert(connection, changes.newRequests());
        RequestRows.replace(connection, changes.changedRequests(), taken);
        counts(changes);
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

    private void counts(Changes changes) throws SQLException {
        CountTable.WEBSITE_CHANGE.append(
                connection,
                changes.counts().stream()
                        .map(count -> CountRow.of(
                                List.of(Columns.timestamp(count.hour()), count.website()),
                                count.outcomes(),
                                count.durations()))
                        .toList());
        CountTable.MINUTE_CHANGE.append(
                connection,
                changes.minutes().stream()
                        .map(count -> CountRow.of(
                                List.of(Columns.timestamp(count.minute())), count.outcomes(), count.durations()))
                        .toList());
    }
}
