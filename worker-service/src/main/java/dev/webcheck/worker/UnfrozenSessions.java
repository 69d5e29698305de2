package dev.webcheck.worker;

import dev.webcheck.store.SessionSettings;
import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Refuses a database session that would not end by itself when this worker is frozen in the midst of a transaction: the worker that takes
 * over its partitions would wait for its locks for ever.
 */
@ApplicationScoped
class UnfrozenSessions implements AgroalPoolInterceptor {

    /** As {@code application.properties} asks for it at the start of a session, in milliseconds. */
    private static final SessionSettings SESSIONS =
            new SessionSettings(Map.of("idle_in_transaction_session_timeout", "10000"));

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            SESSIONS.requireIn(connection);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
