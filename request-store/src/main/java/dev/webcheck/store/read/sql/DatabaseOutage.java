package dev.webcheck.store.read.sql;

import dev.webcheck.store.PoolerAdvice;
import dev.webcheck.store.read.StoreState;
import dev.webcheck.store.read.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Logs why the database cannot be read, once when that begins and once when it is over: clients learn no more than that it does not
 * answer. Internal to the store.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class DatabaseOutage {

    private static final Logger LOG = Logger.getLogger(DatabaseOutage.class);
    private static final int DEEPEST = 20;

    private volatile boolean lasts;
    private long since;

    /** Made once. */
    DatabaseOutage() {}

    /** The database has answered. Costs next to nothing while there is no outage. */
    public void isOver() {
        if (lasts) {
            end();
        }
    }

    /**
     * The database could not be read.
     *
     * @param trouble why
     */
    public void goesOn(StoreUnavailableException trouble) {
        if (!lasts && trouble.state() == StoreState.UNREACHABLE) {
            begin(trouble);
        }
    }

    private synchronized void begin(StoreUnavailableException trouble) {
        if (!lasts) {
            lasts = true;
            since = System.nanoTime();
            LOG.warnf("The database cannot be read: %s", cause(trouble));
        }
    }

    private synchronized void end() {
        if (lasts) {
            lasts = false;
            LOG.infof(
                    "The database is read again after %.1f s",
                    Duration.ofNanos(System.nanoTime() - since).toMillis() / 1_000.0);
        }
    }

    /** The innermost message of the database: the connection pool wraps it. */
    private static String cause(Throwable trouble) {
        Optional<SQLException> innermost = Optional.empty();
        Throwable cause = trouble;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                innermost = Optional.of(sql);
            }
        }
        return innermost.map(PoolerAdvice::on).orElse("the connection pool gives no reason");
    }
}
