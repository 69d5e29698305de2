package dev.webcheck.store.read.sql;

import dev.webcheck.store.read.StoreFailures;
import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.hibernate.JDBCException;
import org.hibernate.Session;

/**
 * The database as it is asked, by what knows entities and by SQL, over the same sessions. Each method blocks the calling thread until the
 * answer is there, and throws {@link StoreUnavailableException} when the database is away or has no schema, and {@link
 * StoreTimeoutException} when it cancels a statement that takes longer than the connection allows.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class Database {

    /** More than there are connections, which may all be broken. */
    private static final int MOST_ATTEMPTS = 40;

    /** Within that, a broken connection shows. */
    private static final long ATTEMPTS_NANOS = Duration.ofMillis(500).toNanos();

    private final Session session;
    private final DatabaseOutage outage;

    Database(Session session, DatabaseOutage outage) {
        this.session = session;
        this.outage = outage;
    }

    /**
     * Asks something by SQL. Each statement is a transaction by itself, and costs one way to the database and back.
     *
     * @param question what to ask
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T ask(Question<T> question) {
        return read(() -> here(question));
    }

    /**
     * Asks by SQL for many or large rows: the driver fetches them in steps, and holds those of one step. It costs one more way to the
     * database and back than {@link #ask}.
     *
     * @param question what to ask
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T askInSteps(Question<T> question) {
        return readInSteps(() -> here(question));
    }

    /**
     * Asks something by SQL that takes several statements, which all see the same. Their rows are fetched in steps too.
     *
     * @param question what to ask
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T askOfOneMoment(Question<T> question) {
        return readOfOneMoment(() -> here(question));
    }

    /**
     * Asks something by SQL within a question that is being asked.
     *
     * @param question what to ask
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T here(Question<T> question) {
        return session.doReturningWork(question::ask);
    }

    /**
     * Reads by entities, or {@link #here} by SQL. Each statement is a transaction by itself.
     *
     * <p>A connection that was broken while it rested is replaced, so a database that was restarted is not noticed. To try each before it
     * is used would take as long as the driver waits for a database that does not answer, once for each that rests.
     *
     * @param question what to read
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T read(Supplier<T> question) {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                T answer = SessionScope.inNew(question);
                outage.isOver();
                return answer;
            } catch (RuntimeException failure) {
                boolean isTriedAgain = attempt < MOST_ATTEMPTS
                        && System.nanoTime() - begun < ATTEMPTS_NANOS
                        && StoreFailures.isBrokenConnection(failure);
                if (!isTriedAgain) {
                    throw reported(failure);
                }
            }
        }
    }

    /**
     * Reads as {@link #read}, but for many or large rows, as {@link #askInSteps}.
     *
     * @param question what to read
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T readInSteps(Supplier<T> question) {
        return read(() -> inTransaction(question));
    }

    /**
     * Reads as {@link #read}, but several things, which are of the same moment.
     *
     * @param question what to read
     * @return the answer
     * @param <T> what the answer is
     */
    public <T> T readOfOneMoment(Supplier<T> question) {
        return read(() -> inTransaction("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", question));
    }

    /**
     * Changes something, as the one transaction that may: sessions of the query service read only. The database forgets at its end that it
     * may write, so no other one can, nor can a session that a pooler hands to others.
     *
     * @param change what to change, whose last word is written before it returns
     * @return what it answers
     * @param <T> what that is
     */
    public <T> T write(Supplier<T> change) {
        // What rested and is broken shows now; a change is never made twice.
        ask(connection -> Select.of("SELECT 1").first(connection, Row::number));
        try {
            return SessionScope.inNew(() -> inTransaction("SET TRANSACTION READ WRITE", change));
        } catch (RuntimeException failure) {
            throw reported(failure);
        }
    }

    private <T> T inTransaction(String first, Supplier<T> work) {
        return inTransaction(() -> {
            here(connection -> {
                try (Statement set = connection.createStatement()) {
                    return set.execute(first);
                }
            });
            return work.get();
        });
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }

    /** Nobody else knows the mapper's exceptions. */
    private RuntimeException reported(RuntimeException failure) {
        RuntimeException translated = StoreFailures.translate(
                failure instanceof JDBCException wrapping ? wrapping.getSQLException() : failure);
        if (translated instanceof StoreUnavailableException trouble) {
            outage.goesOn(trouble);
        }
        return translated;
    }
}
