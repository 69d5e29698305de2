package dev.webcheck.store;

import java.sql.SQLException;
import java.util.Set;

/** Adds to the database's own message what an operator can do where a connection pooler is the cause. */
public final class PoolerAdvice {

    private static final String SEE = "; see docs/operating.md, \"Connection poolers\"";

    /** PgBouncer's answer to a start-up parameter that it neither knows nor is told to drop. */
    private static final String REFUSED_PARAMETER = "unsupported startup parameter";

    /** A named statement that was prepared in another session of the server, or whose name another client has taken. */
    private static final Set<String> FOREIGN_STATEMENT = Set.of("26000", "42P05");

    private PoolerAdvice() {}

    /**
     * Explains a failure.
     *
     * @param failure of the database
     * @return its message, with advice where a pooler is the cause
     */
    public static String on(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains(REFUSED_PARAMETER)) {
            return message + ": a connection pooler refuses the session settings of this service. Let it drop them"
                    + " (ignore_startup_parameters) and give them to the role" + SEE;
        }
        if (FOREIGN_STATEMENT.contains(String.valueOf(failure.getSQLState()))) {
            return message
                    + ": a connection pooler in transaction mode mixes up prepared statements. Add prepareThreshold=0 to the"
                    + " JDBC URL" + SEE;
        }
        return message;
    }
}
