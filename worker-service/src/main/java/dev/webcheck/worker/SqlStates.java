package dev.webcheck.worker;

import java.sql.SQLException;

/** What the database's error codes mean for a batch (PostgreSQL, appendix A). */
final class SqlStates {

    private static final String DATA_EXCEPTION = "22";
    private static final String CONSTRAINT_VIOLATION = "23";

    /** Two workers met the same new row; the one that comes second has to look again. */
    private static final String UNIQUE_VIOLATION = "23505";

    private SqlStates() {}

    /** Whether the data is to blame, so that trying again is of no use. */
    static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && !state.equals(UNIQUE_VIOLATION)
                && (state.startsWith(DATA_EXCEPTION) || state.startsWith(CONSTRAINT_VIOLATION));
    }
}
