package dev.webcheck.store.write;

import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.batch.OpenRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The requests that a transaction has to know. Each query names the lowest and the highest id that it looks for, which spares the
 * database the partitions of other days.
 */
final class RequestQueries {

    private final Connection connection;

    RequestQueries(Connection connection) {
        this.connection = connection;
    }

    /**
     * Loads the open ones of these requests and deletes their rows in the same statement. The worker replaces the row of a request that
     * ends anyway; a separate DELETE would look up the id again. The caller must insert every request that this method loads, changed or not.
     */
    void take(Collection<UUID> ids, Map<UUID, RequestState> into, Budget budget) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = prepare("""
                DELETE FROM request
                 WHERE id = ANY (?) AND id BETWEEN ? AND ? AND duration_nanos IS NULL
                RETURNING %s""")) {
            bind(delete, ids);
            RequestRows.collect(delete, RequestRowReader::open, into, budget);
        }
    }

    /** Loads these requests, open or not. */
    void byId(Collection<UUID> ids, Map<UUID, RequestState> into, Budget budget) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM request WHERE id = ANY (?) AND id BETWEEN ? AND ?")) {
            bind(select, ids);
            RequestRows.collect(select, RequestRowReader::any, into, budget);
        }
    }

    /** Loads those of an instance that are open and have a higher id, in the order of the ids: nothing has to be sorted. */
    void openAfter(UUID instance, UUID after, int most, Map<UUID, RequestState> into, Budget budget)
            throws SQLException {
        try (PreparedStatement select = prepare("""
                SELECT %s FROM request
                 WHERE instance_id = ? AND id > ? AND duration_nanos IS NULL ORDER BY id LIMIT ?""")) {
            select.setObject(1, instance);
            select.setObject(2, after);
            select.setInt(3, most);
            RequestRows.collect(select, RequestRowReader::open, into, budget);
        }
    }

    /** Loads those that are open and between the bounds of these ranges. */
    void openBetween(Collection<OpenRange> all, Map<UUID, RequestState> into, Budget budget) throws SQLException {
        List<OpenRange> ranges = all.stream().filter(RequestQueries::isAny).toList();
        if (ranges.isEmpty()) {
            return;
        }
        try (PreparedStatement select = prepare("""
                SELECT %s FROM unnest(?, ?, ?) AS range (instance, above, below)
                  JOIN request ON instance_id = range.instance AND id > range.above AND id < range.below
                 WHERE duration_nanos IS NULL AND id BETWEEN ? AND ?""")) {
            List<UUID> above = ranges.stream().map(OpenRange::above).toList();
            List<UUID> below = ranges.stream().map(OpenRange::below).toList();
            select.setObject(1, UuidArray.of(ranges, OpenRange::instanceId));
            select.setObject(2, UuidArray.of(above));
            select.setObject(3, UuidArray.of(below));
            select.setObject(4, Collections.min(above, Columns.UUID_ORDER));
            select.setObject(5, Collections.max(below, Columns.UUID_ORDER));
            RequestRows.collect(select, RequestRowReader::open, into, budget);
        }
    }

    private static boolean isAny(OpenRange range) {
        return Columns.UUID_ORDER.compare(range.above(), range.below()) < 0;
    }

    /** Loads those that are open and that these ranges list. */
    void openListed(Collection<OpenRange> ranges, Map<UUID, RequestState> into, Budget budget) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        List<UUID> instances = new ArrayList<>();
        for (OpenRange range : ranges) {
            if (!range.listed().isEmpty()) {
                ids.addAll(range.listed());
                instances.add(range.instanceId());
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement select = prepare("""
                SELECT %s FROM request
                 WHERE id = ANY (?) AND id BETWEEN ? AND ? AND duration_nanos IS NULL AND instance_id = ANY (?)""")) {
            bind(select, ids);
            select.setObject(4, UuidArray.of(instances));
            RequestRows.collect(select, RequestRowReader::open, into, budget);
        }
    }

    /** A statement with the columns of open requests. */
    private PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql.formatted(RequestRowReader.OPEN));
    }

    private static void bind(PreparedStatement statement, Collection<UUID> ids) throws SQLException {
        statement.setObject(1, UuidArray.of(ids));
        statement.setObject(2, Collections.min(ids, Columns.UUID_ORDER));
        statement.setObject(3, Collections.max(ids, Columns.UUID_ORDER));
    }
}
