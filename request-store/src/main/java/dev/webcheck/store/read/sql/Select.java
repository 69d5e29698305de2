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
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A statement that reads. This record is immutable.
 *
 * @param sql its text; what it is put together from must not be anything that others chose
 * @param values what stands for its question marks, in their order: texts, numbers, UUIDs, moments, or arrays of them
 */
public record Select(String sql, List<Object> values) {

    /** How many rows the driver holds at a time, where a transaction lets it fetch them in steps: of those that may be large, and others. */
    private static final int LARGE_ROWS_OF_A_STEP = 50;

    private static final int ROWS_OF_A_STEP = 1_000;

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
        return part(connection, reader, row -> 0, 1, ROWS_OF_A_STEP).rows();
    }

    /**
     * Reads all its rows one after the other. In a transaction, those that were read are not held.
     *
     * @param connection where to ask
     * @param reader what each is read by
     * @param each is given what was read of each
     * @throws SQLException if the database does not answer
     * @param <T> what is read of each
     */
    public <T> void forEach(Connection connection, RowReader<T> reader, Consumer<T> each) throws SQLException {
        try (PreparedStatement statement = prepared(connection, ROWS_OF_A_STEP);
                ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            while (row.next()) {
                each.accept(reader.read(row));
            }
        }
    }

    /**
     * Its first rows, up to the one with which they reach a size. So there is at least one row, unless the statement has none. In a
     * transaction ({@link Database#askInSteps}), the driver holds a few rows at a time, however many the statement has.
     *
     * @param connection where to ask
     * @param reader what each is read by
     * @param size of what was read of a row, in any unit
     * @param mostSize at which size no further row is read, at least 1
     * @return what was read of each
     * @throws SQLException if the database does not answer
     * @param <T> what is read of each
     */
    public <T> Part<T> part(Connection connection, RowReader<T> reader, ToIntFunction<T> size, long mostSize)
            throws SQLException {
        return part(connection, reader, size, mostSize, LARGE_ROWS_OF_A_STEP);
    }

    private <T> Part<T> part(
            Connection connection, RowReader<T> reader, ToIntFunction<T> size, long mostSize, int rowsOfAStep)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, rowsOfAStep);
                ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            List<T> rows = new ArrayList<>();
            long read = 0;
            while (row.next()) {
                if (read >= mostSize) {
                    return new Part<>(rows, false);
                }
                T next = reader.read(row);
                rows.add(next);
                read += size.applyAsInt(next);
            }
            return new Part<>(rows, true);
        }
    }

    private PreparedStatement prepared(Connection connection, int rowsOfAStep) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(rowsOfAStep);
        for (int i = 0; i < values.size(); i++) {
            bind(connection, statement, i + 1, values.get(i));
        }
        return statement;
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
