package dev.webcheck.store.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Waiting for a table's lock holds up all who come after, readers too; so who waits for one gives up soon. */
final class LockTimeouts {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private LockTimeouts() {}

    /** For the rest of the transaction. */
    static void limit(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("SET LOCAL lock_timeout = '500ms'");
        }
    }

    static boolean is(SQLException e) {
        return LOCK_NOT_AVAILABLE.equals(e.getSQLState());
    }
}
