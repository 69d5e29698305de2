package dev.webcheck.worker;

import dev.webcheck.correlation.rule.Arrival;
import dev.webcheck.correlation.rule.Correlation;
import dev.webcheck.correlation.rule.Rules;
import dev.webcheck.store.write.CorrelationStore;
import dev.webcheck.store.write.Stored;
import dev.webcheck.store.write.Stored.Progress;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Correlates and stores arrivals in one transaction, or in several where they decide more requests than one may hold. */
@ApplicationScoped
class BatchTransaction {

    private final CorrelationStore store;
    private final Rules rules;
    private final Outages outages;
    private final BatchMetrics metrics;

    BatchTransaction(CorrelationStore store, Rules rules, Outages outages, BatchMetrics metrics) {
        this.store = store;
        this.rules = rules;
        this.outages = outages;
        this.metrics = metrics;
    }

    /**
     * Stores arrivals, trying for as long as it takes while the database is away, busy or at odds with another worker.
     *
     * @param movesOn is run after each transaction
     * @return whether they are stored; else they touch more than one transaction may hold, and their parts have to be stored one
     *     by one
     * @throws RefusedByDatabaseException if the database will never take them; then none of them is stored
     */
    @Retry(maxRetries = -1, maxDuration = 0, delay = 100, jitter = 50, retryOn = PassingFailureException.class)
    @ExponentialBackoff(maxDelay = 5, maxDelayUnit = ChronoUnit.SECONDS)
    boolean store(List<Arrival> arrivals, Runnable movesOn) throws PassingFailureException, RefusedByDatabaseException {
        Correlation correlation = new Correlation(rules, arrivals);
        Progress progress;
        do {
            progress = store(arrivals, correlation);
            movesOn.run();
        } while (progress == Progress.UNFINISHED);
        return progress == Progress.ALL;
    }

    private Progress store(List<Arrival> arrivals, Correlation correlation)
            throws PassingFailureException, RefusedByDatabaseException {
        Stored stored;
        try {
            stored = store.correlate(correlation);
        } catch (SQLException e) {
            if (SqlStates.isRefusal(e)) {
                throw new RefusedByDatabaseException(e);
            }
            outages.ofDatabase().goesOn(Causes.said(e));
            metrics.again(SqlStates.cause(e));
            throw new PassingFailureException(e);
        }
        outages.ofDatabase().isOver();
        switch (stored.progress()) {
            case ALL -> {
                metrics.changed(stored.changes());
                metrics.stored(arrivals, stored.changes());
            }
            case UNFINISHED -> metrics.changed(stored.changes());
            case TOO_LARGE -> metrics.tooLarge();
        }
        return stored.progress();
    }

    /** The database cannot take it now. */
    static final class PassingFailureException extends Exception {
        private static final long serialVersionUID = 1L;

        PassingFailureException(SQLException cause) {
            super(cause);
        }
    }

    /** The database will never take it. */
    static final class RefusedByDatabaseException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedByDatabaseException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
