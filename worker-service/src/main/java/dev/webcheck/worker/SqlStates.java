package dev.webcheck.worker;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;

/**
 * What the database's error codes mean for a batch (PostgreSQL, appendix A).
 *
 * <p>The driver gives the server's codes to errors of its own, too. Those, and what the server says of the form in which a
 * batch came rather than of its values, are faults of this program: whatever the batch holds, it would fail. So they do not send
 * records to the dead letters; the batch is tried again, and the worker says so and is not ready, until it is replaced.
 */
final class SqlStates {

    /** The cause of a failure that trying again will hardly mend. */
    static final String OTHER = "other";

    private static final String DATA_EXCEPTION = "22";
    private static final String CONSTRAINT_VIOLATION = "23";

    /** A value too large for an index, for instance. */
    private static final String LIMIT_EXCEEDED = "54";

    /** The binary form of a value, and that of a COPY, which are this program's work. */
    private static final Set<String> BAD_FORMS = Set.of("22P03", "22P04");

    /** Two workers met the same new row; the one that comes second has to look again. */
    private static final String UNIQUE_VIOLATION = "23505";

    private SqlStates() {}

    /** Whether the data is to blame, so that trying again is of no use. */
    static boolean isRefusal(SQLException e) {
        String state = state(e);
        return comesFromServer(e)
                && !state.equals(UNIQUE_VIOLATION)
                && !BAD_FORMS.contains(state)
                && (state.startsWith(DATA_EXCEPTION)
                        || state.startsWith(CONSTRAINT_VIOLATION)
                        || state.startsWith(LIMIT_EXCEEDED));
    }

    /** Of a batch of statements, the driver's exception has the server's as its cause. */
    private static boolean comesFromServer(SQLException e) {
        return (e instanceof PSQLException postgres && postgres.getServerErrorMessage() != null)
                || (e.getCause() instanceof SQLException cause && comesFromServer(cause));
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
