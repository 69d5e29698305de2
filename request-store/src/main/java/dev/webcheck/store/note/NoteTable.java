package dev.webcheck.store.note;

import dev.webcheck.store.read.sql.Database;
import dev.webcheck.store.read.sql.Select;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.UUID;

/** What is asked about notes by SQL. Asks within a question that is being asked. */
@ApplicationScoped
class NoteTable {

    /** A death that is believed, or was. */
    private static final String HAS_INCIDENT = """
            SELECT EXISTS (SELECT FROM incident WHERE instance_id = ?)
                OR EXISTS (SELECT FROM instance WHERE id = ? AND replaced_deaths IS NOT NULL)
            """;

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('webcheck.note ' || ?, 0))";

    private final Database database;

    NoteTable(Database database) {
        this.database = database;
    }

    boolean hasIncident(UUID instanceId) {
        return database.here(connection -> Select.of(HAS_INCIDENT, instanceId, instanceId)
                .first(connection, row -> row.truth())
                .orElseThrow());
    }

    /** Who adds a note waits until others have added theirs, so that nobody counts what another is about to add to. */
    void oneAtATime(UUID instanceId) {
        database.here(connection -> {
            try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
                lock.setString(1, instanceId.toString());
                return lock.execute();
            }
        });
    }
}
