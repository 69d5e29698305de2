package dev.webcheck.store.write;

import dev.webcheck.correlation.RequestState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The rows of the table {@code request}. */
final class RequestRows {

    /** A transaction that has to be done again: "serialization_failure" of the SQL standard. */
    private static final String SERIALIZATION_FAILURE = "40001";

    /** Rows that the driver holds at once. With all headers at their longest, a row has 80 KB. */
    private static final int FETCHED_AT_ONCE = 200;

    private static final Comparator<RequestState> BY_ID = Comparator.comparing(RequestState::id, Columns.UUID_ORDER);

    /** What a row says. */
    interface RowReader {
        RequestState read(ResultSet row) throws SQLException;
    }

    private RequestRows() {}

    /**
     * Adds the rows of a query until they exceed what may be loaded. The driver does not hold all rows, but only outside of
     * auto-commit mode.
     */
    static void collect(PreparedStatement select, RowReader reader, Map<UUID, RequestState> into, Budget budget)
            throws SQLException {
        select.setFetchSize(FETCHED_AT_ONCE);
        try (ResultSet row = select.executeQuery()) {
            while (!budget.isExceeded() && row.next()) {
                RequestState request = reader.read(row);
                if (into.put(request.id(), request) == null) {
                    budget.spend(request);
                }
            }
        }
    }

    /**
     * Adds rows, in the order of the table and its index, so that the database meets neighbours one after the other. Columns that no row
     * has anything in are left out, for even nulls take time to be sent and read.
     */
    static void insert(Connection connection, Collection<RequestState> unordered) throws SQLException {
        if (unordered.isEmpty()) {
            return;
        }
        List<RequestState> requests = unordered.stream().sorted(BY_ID).toList();
        List<RequestColumn> columns = RequestColumns.filled(requests);
        String names =
                String.join(", ", columns.stream().map(RequestColumn::name).toList());
        try (BinaryCopy copy = BinaryCopy.into("request (" + names + ")", connection)) {
            for (RequestState request : requests) {
                copy.row(columns.size());
                for (RequestColumn column : columns) {
                    column.layOut(request, copy);
                }
            }
            copy.end();
        }
    }

    /**
     * Deletes rows and writes them anew, which takes the database less time than updates: they would write a row and its index
     * entries as well, and get at the values one by one.
     *
     * @param taken what is deleted already; it is written as it was, unless it has changed
     * @throws SQLException of class 40 if one of the rows is not there any more
     */
    static void replace(Connection connection, Collection<RequestState> changed, Map<UUID, RequestState> taken)
            throws SQLException {
        List<UUID> stored = new ArrayList<>();
        List<RequestState> rows = new ArrayList<>(changed);
        Set<UUID> unchanged = new HashSet<>(taken.keySet());
        for (RequestState request : changed) {
            if (!unchanged.remove(request.id())) {
                stored.add(request.id());
            }
        }
        unchanged.forEach(id -> rows.add(taken.get(id)));
        delete(connection, stored);
        insert(connection, rows);
    }

    private static void delete(Connection connection, List<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM request WHERE id = ANY (?) AND id BETWEEN ? AND ?")) {
            delete.setObject(1, UuidArray.of(ids));
            delete.setObject(2, Collections.min(ids, Columns.UUID_ORDER));
            delete.setObject(3, Collections.max(ids, Columns.UUID_ORDER));
            int deleted = delete.executeUpdate();
            if (deleted < ids.size()) {
                // Its day was dropped. To write it would bring it back.
                throw new SQLException(
                        (ids.size() - deleted) + " of the changed requests are not there any more",
                        SERIALIZATION_FAILURE);
            }
        }
    }
}
