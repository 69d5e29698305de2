package dev.webcheck.store.read.sql;

import dev.webcheck.store.read.StoreFailures;
import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The database as it is asked. Each method blocks the calling thread until the answer is there, and throws {@link
 * StoreUnavailableException} when the database is away or has no schema, and {@link StoreTimeoutException} when it cancels a statement
 * that takes longer than the connection allows.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class Database {

    private final DataSource connections;
    private final DatabaseOutage outage = new DatabaseOutage();

    Database(DataSource connections) {
        this.connections = connections;
    }

    /**
     * Asks something. Each statement is a transaction by itself, and costs one way to the database and back.
     *
     * @param question what to ask
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T ask(Question<T> question) {
        try (Connection connection = connections.getConnection()) {
            T answer = question.ask(connection);
            outage.isOver();
            return answer;
        } catch (SQLException | RuntimeException failure) {
            RuntimeException translated = StoreFailures.translate(failure);
            if (translated instanceof StoreUnavailableException trouble) {
                outage.goesOn(trouble);
            }
            throw translated;
        }
    }

    /**
     * Asks something that takes several statements, which all see the same.
     *
     * @param question what to ask
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T askOfOneMoment(Question<T> question) {
        return ask(connection -> {
            connection.setAutoCommit(false);
            try (Statement set = connection.createStatement()) {
                set.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                T answer = question.ask(connection);
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException failure) {
                rollback(connection, failure);
                throw failure;
            }
        });
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            cause.addSuppressed(lost);
        }
    }
}
