package dev.webcheck.worker;

import java.sql.SQLException;

/** What the database's error codes mean for a batch (PostgreSQL, appendix A). */
final class SqlStates {

    /** The cause of a failure that trying again will hardly mend. */
    static final String OTHER = "other";

    private static final String DATA_EXCEPTION = "22";
    private static final String CONSTRAINT_VIOLATION = "23";

    /** A value too large for an index, for instance. */
    private static final String LIMIT_EXCEEDED = "54";

    /** Two workers met the same new row; the one that comes second has to look again. */
    private static final String UNIQUE_VIOLATION = "23505";

    private SqlStates() {}

    /** Whether the data is to blame, so that trying again is of no use. */
    static boolean isRefusal(SQLException e) {
        String state = state(e);
        return !state.equals(UNIQUE_VIOLATION)
                && (state.startsWith(DATA_EXCEPTION)
                        || state.startsWith(CONSTRAINT_VIOLATION)
                        || state.startsWith(LIMIT_EXCEEDED));
    }

    /** Why a batch has to be done again, in one of a few words. */
    static String cause(SQLException e) {
        String state = state(e);
        if (state.equals(UNIQUE_VIOLATION) || state.startsWith("40")) {
            return "conflict";
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            // the pool has no code to give when it waited in vain for a connection
            case "", "08", "57" -> "unavailable";
            case "28", "3D" -> "login";
            case "53", "55" -> "busy";
            default -> OTHER;
        };
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }
}
