package dev.webcheck.store.read.probe;

import dev.webcheck.store.read.StoreFailures;
import dev.webcheck.store.read.StoreState;
import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.sql.DatabaseOutage;
import dev.webcheck.store.read.sql.Row;
import dev.webcheck.store.read.sql.Select;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the database can be asked, over a connection that it keeps for this: it needs none while all others are in use. A look
 * blocks the calling thread for as long as a statement may take; looks come one after the other.
 */
@ApplicationScoped
public class StoreProbe {

    private static final String HAS_SCHEMA =
            "SELECT to_regclass('request') IS NOT NULL AND to_regclass('instance') IS NOT NULL"
                    + " AND to_regclass('website_hour') IS NOT NULL AND to_regclass('request_count') IS NOT NULL"
                    + " AND to_regclass('incident') IS NOT NULL AND to_regclass('instance_hour') IS NOT NULL"
                    // the newest table that is read
                    + " AND to_regclass('incident_note') IS NOT NULL";

    private final DataSource connections;
    private final DatabaseOutage outage;
    private @Nullable Connection kept;

    StoreProbe(DataSource connections, DatabaseOutage outage) {
        this.connections = connections;
        this.outage = outage;
    }

    /**
     * Looks. Throws nothing of the database's trouble.
     *
     * @return what is wrong, or {@link StoreState#READY}
     */
    public synchronized StoreState look() {
        boolean mayBeBroken = kept != null;
        try {
            StoreState state = state();
            return state == StoreState.UNREACHABLE && mayBeBroken ? state() : state;
        } catch (StoreTimeoutException slow) {
            return StoreState.UNREACHABLE;
        }
    }

    private StoreState state() {
        try {
            Connection connection = kept == null ? connections.getConnection() : kept;
            kept = connection;
            boolean hasSchema =
                    Select.of(HAS_SCHEMA).first(connection, Row::truth).orElseThrow();
            StoreState state = hasSchema ? StoreState.READY : StoreState.WITHOUT_SCHEMA;
            outage.isOver();
            return state;
        } catch (SQLException failure) {
            close();
            RuntimeException trouble = StoreFailures.translate(failure);
            if (trouble instanceof StoreUnavailableException away) {
                outage.goesOn(away);
                return away.state();
            }
            throw trouble;
        }
    }

    @PreDestroy
    synchronized void close() {
        Connection connection = kept;
        kept = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException broken) {
                // It was to be closed.
            }
        }
    }
}
