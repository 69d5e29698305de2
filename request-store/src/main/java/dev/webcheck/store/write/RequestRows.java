package dev.webcheck.store.write;

import dev.webcheck.store.write.RequestColumns.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the table {@code request}. */
final class RequestRows {

    /** A column of many rows. */
    private record Filled(Column column, List<@Nullable Object> values) {

        boolean isEmpty() {
            return values.stream().allMatch(Objects::isNull);
        }

        String name() {
            return column.name();
        }
    }

    private RequestRows() {}

    static void collect(PreparedStatement select, Map<UUID, RequestState> into) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                RequestState request = RequestRowReader.read(row);
                into.put(request.id(), request);
            }
        }
    }

    /** Columns that no row has anything in are left out, for even nulls take time to be sent and read. */
    static void insert(Connection connection, Collection<RequestState> requests) throws SQLException {
        if (requests.isEmpty()) {
            return;
        }
        List<Filled> columns = filled(requests);
        columns.removeIf(Filled::isEmpty);
        execute(
                connection,
                "INSERT INTO request (%s) SELECT * FROM unnest(%s)".formatted(list(columns, "%s"), list(columns, "?")),
                columns);
    }

    /** All columns are written, for a row may have something where there is nothing any more. */
    static void update(Connection connection, Collection<RequestState> requests) throws SQLException {
        if (requests.isEmpty()) {
            return;
        }
        List<Filled> columns = filled(requests);
        execute(
                connection,
                "UPDATE request SET %s FROM unnest(%s) AS now (%s) WHERE request.id = now.id"
                        .formatted(
                                list(columns.subList(1, columns.size()), "%1$s = now.%1$s"),
                                list(columns, "?"),
                                list(columns, "%s")),
                columns);
    }

    private static List<Filled> filled(Collection<RequestState> requests) {
        List<Filled> columns = new ArrayList<>();
        for (Column column : RequestColumns.ALL) {
            columns.add(new Filled(column, requests.stream().map(column.value()).toList()));
        }
        return columns;
    }

    private static void execute(Connection connection, String sql, List<Filled> columns) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                Filled filled = columns.get(i);
                statement.setArray(
                        i + 1, Columns.array(connection, filled.column().type(), filled.values(), value -> value));
            }
            statement.executeUpdate();
        }
    }

    private static String list(List<Filled> columns, String format) {
        return String.join(
                ", ", columns.stream().map(c -> format.formatted(c.name())).toList());
    }
}
