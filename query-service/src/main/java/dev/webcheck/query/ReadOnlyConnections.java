package dev.webcheck.query;

import dev.webcheck.store.SessionSettings;
import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** Refuses a connection that could write, or occupy the database for long, with several processes at once, or by a bad plan. */
@ApplicationScoped
class ReadOnlyConnections implements AgroalPoolInterceptor {

    /** How much longer than the database itself, which says more, the driver waits for the end of a statement that takes too long. */
    private static final long FROZEN_MILLIS = 500;

    private final SessionSettings sessions;
    private final long statementTimeoutMillis;

    ReadOnlyConnections(QuerySettings settings) {
        statementTimeoutMillis = settings.statementTimeout().toMillis();
        sessions = QuerySessions.settings(settings.statementTimeout());
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            sessions.requireIn(connection);
            if (statementTimeoutMillis > 0) {
                // A database that is frozen cancels nothing.
                connection.setNetworkTimeout(
                        Runnable::run, (int) Math.min(Integer.MAX_VALUE, statementTimeoutMillis + FROZEN_MILLIS));
            }
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
