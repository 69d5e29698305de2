package dev.webcheck.query;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets no connection of this service write, or occupy the database for long, with several processes at once, or by a bad plan. */
@ApplicationScoped
class ReadOnlyConnections implements AgroalPoolInterceptor {

    /** How much longer than the database itself, which says more, the driver waits for the end of a statement that takes too long. */
    private static final long FROZEN_MILLIS = 500;

    private final long statementTimeoutMillis;

    ReadOnlyConnections(QuerySettings settings) {
        this.statementTimeoutMillis = settings.statementTimeout().toMillis();
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = on");
            statement.execute("SET statement_timeout = " + statementTimeoutMillis);
            // To start parallel workers takes longer than a question that is answered in milliseconds.
            statement.execute("SET max_parallel_workers_per_gather = 0");
            // Questions go along an index, in its order. Of a day without statistics yet, a plan with a bitmap takes
            // everything for little, and fetches and sorts it.
            statement.execute("SET enable_bitmapscan = off");
            if (statementTimeoutMillis > 0) {
                // A database that is frozen cancels nothing.
                connection.setNetworkTimeout(
                        Runnable::run, (int) Math.min(Integer.MAX_VALUE, statementTimeoutMillis + FROZEN_MILLIS));
            }
        } catch (SQLException lost) {
            throw new IllegalStateException("a new connection could not be made read-only", lost);
        }
    }
}
