package dev.webcheck.store.read.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is asked of the database.
 *
 * @param <T> what the answer is
 */
@FunctionalInterface
public interface Question<T> {

    /**
     * Asks.
     *
     * @param connection where to ask; it is the question's alone, until it returns
     * @return the answer
     * @throws SQLException if the database does not answer
     */
    T ask(Connection connection) throws SQLException;
}
