package dev.webcheck.store.write;

import dev.webcheck.correlation.RequestState;
import dev.webcheck.store.write.RequestColumns.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of the table {@code request}. */
final class RequestRows {

    /** A transaction that has to be done again: "serialization_failure" of the SQL standard. */
    private static final String SERIALIZATION_FAILURE = "40001";

    /** Rows that the driver holds at once. With all headers at their longest, a row has 80 KB. */
    private static final int FETCHED_AT_ONCE = 200;

    private RequestRows() {}

    /**
     * Adds the rows of a query until they exceed what may be loaded. The driver does not hold all rows, but only outside of
     * auto-commit mode.
     */
    static void collect(PreparedStatement select, Map<UUID, RequestState> into, Budget budget) throws SQLException {
        select.setFetchSize(FETCHED_AT_ONCE);
        try (ResultSet row = select.executeQuery()) {
            while (!budget.isExceeded() && row.next()) {
                RequestState request = RequestRowReader.read(row);
                if (into.put(request.id(), request) == null) {
                    budget.spend(request);
                }
            }
        }
    }

    /** Columns that no row has anything in are left out, for even nulls take time to be sent and read. */
    static void insert(Connection connection, Collection<RequestState> unordered) throws SQLException {
        if (unordered.isEmpty()) {
            return;
        }
        List<RequestState> requests = byId(unordered);
        List<Column> columns = RequestColumns.ALL.stream()
                .filter(column ->
                        requests.stream().anyMatch(request -> column.value().apply(request) != null))
                .toList();
        String names = String.join(", ", columns.stream().map(Column::name).toList());
        try (BinaryCopy copy = BinaryCopy.into("request (" + names + ")", connection)) {
            for (RequestState request : requests) {
                copy.row(columns.size());
                for (Column column : columns) {
                    copy.field(column.type(), column.value().apply(request));
                }
            }
            copy.end();
        }
    }

    /**
     * Deletes rows and writes them anew, which takes the database less time than updates: they would write a row and its index
     * entries as well, and get at the values one by one.
     *
     * @throws SQLException of class 40 if one of the rows is not there any more
     */
    static void replace(Connection connection, Collection<RequestState> unordered) throws SQLException {
        if (unordered.isEmpty()) {
            return;
        }
        List<RequestState> requests = byId(unordered);
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM request WHERE id = ANY (?) AND id BETWEEN ? AND ?")) {
            List<UUID> ids = requests.stream().map(RequestState::id).toList();
            delete.setArray(1, Columns.uuids(connection, ids));
            delete.setObject(2, ids.get(0));
            delete.setObject(3, ids.get(ids.size() - 1));
            int deleted = delete.executeUpdate();
            if (deleted < ids.size()) {
                // Its day was dropped. To write it would bring it back.
                throw new SQLException(
                        (ids.size() - deleted) + " of the changed requests are not there any more",
                        SERIALIZATION_FAILURE);
            }
        }
        insert(connection, requests);
    }

    /** In the order of the table and its index, so that the database meets neighbours one after the other. */
    private static List<RequestState> byId(Collection<RequestState> requests) {
        return requests.stream()
                .sorted(Comparator.comparing(RequestState::id, Columns.UUID_ORDER))
                .toList();
    }
}
