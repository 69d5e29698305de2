package dev.webcheck.store;

import java.sql.SQLException;
import java.util.List;

/** A database session lacks settings that its service cannot do without. */
public final class MissingSessionSettingsException extends SQLException {

    private static final long serialVersionUID = 1L;

    /** "Invalid authorization specification": the session is not one that may be used. */
    private static final String SQL_STATE = "28000";

    MissingSessionSettingsException(List<String> missing) {
        super(
                "the session lacks " + String.join(", ", missing)
                        + ": a connection pooler drops the start-up parameter options. Give the settings to the role"
                        + " (ALTER ROLE … SET …), or connect to PostgreSQL itself; see docs/operating.md, \"Connection poolers\"",
                SQL_STATE);
    }
}
