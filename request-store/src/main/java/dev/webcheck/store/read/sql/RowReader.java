package dev.webcheck.store.read.sql;

import java.sql.SQLException;

/**
 * Makes something of a row.
 *
 * @param <T> what
 */
@FunctionalInterface
public interface RowReader<T> {

    /**
     * Reads the columns of a row.
     *
     * @param row at its first column
     * @return what they tell
     * @throws SQLException if a column is not of the type that it is read as, or the connection is lost
     */
    T read(Row row) throws SQLException;
}
