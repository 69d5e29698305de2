package dev.webcheck.store.read.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A statement that reads. This record is immutable.
 *
 * @param sql its text; what it is put together from must not be anything that others chose
 * @param values what stands for its question marks, in their order: texts, numbers, UUIDs, moments, or arrays of them
 */
public record Select(String sql, List<Object> values) {

    public Select {
        values = List.copyOf(values);
    }

    /**
     * A statement that stands as a whole.
     *
     * @param sql its text
     * @param values what stands for its question marks
     * @return it
     */
    public static Select of(String sql, Object... values) {
        return new Select(sql, List.of(values));
    }

    /**
     * All its rows.
     *
     * @param connection where to ask
     * @param reader what each is read by
     * @return what was read of each
     * @throws SQLException if the database does not answer
     * @param <T> what is read of each
     */
    public <T> List<T> list(Connection connection, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                bind(connection, statement, i + 1, values.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                Row row = new Row(result);
                List<T> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(reader.read(row));
                }
                return rows;
            }
        }
    }

    /**
     * Its first row.
     *
     * @param connection where to ask
     * @param reader what it is read by
     * @return what was read; empty if it has no row
     * @throws SQLException if the database does not answer
     * @param <T> what is read
     */
    public <T> Optional<T> first(Connection connection, RowReader<T> reader) throws SQLException {
        return list(connection, reader).stream().findFirst();
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof Instant moment) {
            statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
        } else if (value instanceof UUID[] ids) {
            statement.setArray(index, connection.createArrayOf("uuid", ids));
        } else if (value instanceof String[] texts) {
            statement.setArray(index, connection.createArrayOf("text", texts));
        } else if (value instanceof Integer[] numbers) {
            statement.setArray(index, connection.createArrayOf("int4", numbers));
        } else {
            statement.setObject(index, value);
        }
    }
}
