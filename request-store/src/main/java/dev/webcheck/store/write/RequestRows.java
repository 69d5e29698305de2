package dev.webcheck.store.write;

import dev.webcheck.store.Detector;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.write.RequestState.Begin;
import dev.webcheck.store.write.RequestState.End;
import dev.webcheck.store.write.RequestState.Verdict;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of the table {@code request}. */
final class RequestRows {

    /** The columns after the id, in the order of the statements. */
    private static final List<Column> COLUMNS = List.of(
            new Column("id", "uuid", RequestState::id),
            new Column("instance_id", "uuid", RequestState::instanceId),
            new Column("outcome", "text", r -> r.verdict().outcome().name()),
            new Column("call_id", "uuid", begin(Begin::callId)),
            new Column("attempt", "int4", begin(Begin::attempt)),
            new Column("method", "text", begin(Begin::method)),
            new Column("url", "text", begin(Begin::url)),
            new Column("website", "text", begin(Begin::website)),
            new Column("duration_nanos", "int8", end(End::durationNanos)),
            new Column("status_code", "int2", end(e -> boxed(e.statusCode()))),
            new Column("error_type", "text", end(e -> e.errorType().orElse(null))),
            new Column(
                    "detector",
                    "text",
                    r -> r.verdict().detector().map(Detector::word).orElse(null)),
            new Column(
                    "verdict_at",
                    "timestamptz",
                    r -> r.verdict().at().map(Columns::timestamp).orElse(null)));

    private static final String INSERT = "INSERT INTO request (%s) SELECT * FROM unnest(%s)"
            .formatted(names("%s"), "?, ".repeat(COLUMNS.size() - 1) + "?");

    private static final String UPDATE = "UPDATE request SET %s FROM unnest(%s) AS now (%s) WHERE request.id = now.id"
            .formatted(
                    names("%1$s = now.%1$s").substring("id = now.id, ".length()),
                    "?, ".repeat(COLUMNS.size() - 1) + "?",
                    names("%s"));

    private record Column(String name, String type, Function<RequestState, @Nullable Object> value) {}

    private RequestRows() {}

    static void collect(PreparedStatement select, Map<UUID, RequestState> into) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                RequestState request = read(row);
                into.put(request.id(), request);
            }
        }
    }

    static void insert(Connection connection, Collection<RequestState> requests) throws SQLException {
        execute(connection, INSERT, requests);
    }

    static void update(Connection connection, Collection<RequestState> requests) throws SQLException {
        execute(connection, UPDATE, requests);
    }

    private static void execute(Connection connection, String sql, Collection<RequestState> requests)
            throws SQLException {
        if (requests.isEmpty()) {
            return;
        }
        List<Array> arrays = new ArrayList<>();
        for (Column column : COLUMNS) {
            arrays.add(Columns.array(connection, column.type(), requests, column.value()));
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arrays.size(); i++) {
                statement.setArray(i + 1, arrays.get(i));
            }
            statement.executeUpdate();
        }
    }

    private static RequestState read(ResultSet row) throws SQLException {
        return new RequestState(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "instance_id"),
                readBegin(row),
                readEnd(row),
                new Verdict(
                        Outcome.valueOf(row.getString("outcome")),
                        Optional.ofNullable(row.getString("detector")).map(Detector::of),
                        Columns.optionalInstant(row, "verdict_at")));
    }

    private static Optional<Begin> readBegin(ResultSet row) throws SQLException {
        String method = row.getString("method");
        return method == null
                ? Optional.empty()
                : Optional.of(new Begin(
                        Columns.uuid(row, "call_id"),
                        row.getInt("attempt"),
                        method,
                        row.getString("url"),
                        row.getString("website")));
    }

    private static Optional<End> readEnd(ResultSet row) throws SQLException {
        long duration = row.getLong("duration_nanos");
        if (row.wasNull()) {
            return Optional.empty();
        }
        int status = row.getInt("status_code");
        OptionalInt statusCode = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(status);
        Outcome outcome = Outcome.valueOf(row.getString("outcome"));
        return Optional.of(new End(outcome, duration, statusCode, Optional.ofNullable(row.getString("error_type"))));
    }

    private static Function<RequestState, @Nullable Object> begin(Function<Begin, @Nullable Object> value) {
        return request -> request.begin().map(value).orElse(null);
    }

    private static Function<RequestState, @Nullable Object> end(Function<End, @Nullable Object> value) {
        return request -> request.end().map(value).orElse(null);
    }

    private static @Nullable Object boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static String names(String format) {
        return String.join(
                ", ", COLUMNS.stream().map(c -> format.formatted(c.name())).toList());
    }
}
