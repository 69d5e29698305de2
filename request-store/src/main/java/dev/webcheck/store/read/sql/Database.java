package dev.webcheck.store.read.sql;

import dev.webcheck.store.read.StoreFailures;
import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

    /** More than there are connections, which may all be broken. */
    private static final int MOST_ATTEMPTS = 40;

    /** Within that, a broken connection shows. */
    private static final long ATTEMPTS_NANOS = Duration.ofMillis(500).toNanos();

    private final DataSource connections;
    private final DatabaseOutage outage;

    Database(DataSource connections, DatabaseOutage outage) {
        this.connections = connections;
        this.outage = outage;
    }

    /**
     * Asks something. Each statement is a transaction by itself, and costs one way to the database and back.
     *
     * <p>A connection that was broken while it rested is replaced, so a database that was restarted is not noticed. To try each before it
     * is used would take as long as the driver waits for a database that does not answer, once for each that rests.
     *
     * @param question what to ask
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T ask(Question<T> question) {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connections.getConnection()) {
                T answer = question.ask(connection);
                outage.isOver();
                return answer;
            } catch (SQLException | RuntimeException failure) {
                boolean isTriedAgain = attempt < MOST_ATTEMPTS
                        && System.nanoTime() - begun < ATTEMPTS_NANOS
                        && StoreFailures.isBrokenConnection(failure);
                if (!isTriedAgain) {
                    throw reported(StoreFailures.translate(failure));
                }
            }
        }
    }

    /**
     * Asks for many or large rows: the driver fetches them in steps, and holds those of one step. It costs one more way to the database
     * and back than {@link #ask}.
     *
     * @param question what to ask
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T askInSteps(Question<T> question) {
        return ask(connection -> inTransaction(connection, question));
    }

    /**
     * Asks something that takes several statements, which all see the same. Their rows are fetched in steps too.
     *
     * @param question what to ask
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T askOfOneMoment(Question<T> question) {
        return askInSteps(connection -> {
            try (Statement set = connection.createStatement()) {
                set.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            }
            return question.ask(connection);
        });
    }

    private static <T> T inTransaction(Connection connection, Question<T> question) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T answer = question.ask(connection);
            connection.commit();
            return answer;
        } catch (SQLException | RuntimeException failure) {
            rollback(connection, failure);
            throw failure;
        }
    }

    private RuntimeException reported(RuntimeException failure) {
        if (failure instanceof StoreUnavailableException trouble) {
            outage.goesOn(trouble);
        }
        return failure;
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            cause.addSuppressed(lost);
        }
    }
}
