package dev.webcheck.query;

import dev.webcheck.store.SessionSettings;
import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** Refuses a connection that could write, or occupy the database for long, with several processes at once, or by a bad plan. */
@ApplicationScoped
class ReadOnlyConnections implements AgroalPoolInterceptor {

    private final SessionSettings sessions;

    ReadOnlyConnections(QuerySettings settings) {
        sessions = QuerySessions.settings(settings.statementTimeout());
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            sessions.requireIn(connection);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
