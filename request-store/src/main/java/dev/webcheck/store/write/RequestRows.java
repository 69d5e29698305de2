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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the table {@code request}. */
final class RequestRows {

    /** A column of many rows. */
    private record Filled(Column column, List<@Nullable Object> values) {

        String name() {
            return column.name();
        }
    }

    private RequestRows() {}

    /** Rows that the driver holds at once. With all headers at their longest, a row has 80 KB. */
    private static final int FETCHED_AT_ONCE = 200;

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

    /** Columns in which no row has changed are left out. */
    static void update(Connection connection, Collection<RequestState> unordered, Map<UUID, RequestState> before)
            throws SQLException {
        if (unordered.isEmpty()) {
            return;
        }
        List<RequestState> requests = byId(unordered);
        List<Filled> columns = RequestColumns.ALL.stream()
                .filter(column -> column.name().equals("id") || hasChanged(column, requests, before))
                .map(column ->
                        new Filled(column, requests.stream().map(column.value()).toList()))
                .toList();
        execute(
                connection,
                """
                UPDATE request SET %s FROM unnest(%s) AS now (%s)
                 WHERE request.id = now.id AND request.id BETWEEN ? AND ?""".formatted(
                                list(columns.subList(1, columns.size()), "%1$s = now.%1$s"),
                                list(columns, "?"),
                                list(columns, "%s")),
                columns,
                requests);
    }

    /** In the order of the table and its index, so that the database meets neighbours one after the other. */
    private static List<RequestState> byId(Collection<RequestState> requests) {
        return requests.stream()
                .sorted(Comparator.comparing(RequestState::id, Columns.UUID_ORDER))
                .toList();
    }

    private static boolean hasChanged(Column column, List<RequestState> requests, Map<UUID, RequestState> before) {
        return requests.stream().anyMatch(now -> {
            RequestState was = before.get(now.id());
            return was == null
                    || !Objects.equals(column.value().apply(now), column.value().apply(was));
        });
    }

    private static void execute(Connection connection, String sql, List<Filled> columns, List<RequestState> requests)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                Filled filled = columns.get(i);
                statement.setArray(
                        i + 1, Columns.array(connection, filled.column().type(), filled.values(), value -> value));
            }
            statement.setObject(columns.size() + 1, requests.get(0).id());
            statement.setObject(
                    columns.size() + 2, requests.get(requests.size() - 1).id());
            statement.executeUpdate();
        }
    }

    private static String list(List<Filled> columns, String format) {
        return String.join(
                ", ", columns.stream().map(c -> format.formatted(c.name())).toList());
    }
}
