package dev.webcheck.store.read.incident;

import dev.webcheck.store.read.history.ReplacedDeath;
import dev.webcheck.store.read.history.ReplacedJson;
import dev.webcheck.store.read.sql.Select;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The deaths of instances that were believed before, where none is believed any more. */
final class DeathHistories {

    private static final String REPLACED = """
            SELECT service, last_heard_at, %s
            FROM instance
            WHERE id = ? AND replaced_deaths IS NOT NULL
            """.formatted(ReplacedJson.latest("replaced_deaths"));

    private final Connection connection;

    DeathHistories(Connection connection) {
        this.connection = connection;
    }

    /** The latest death of an instance as the incident that it was. */
    Optional<Incident> takenBack(UUID instanceId) throws SQLException {
        return Select.of(REPLACED, instanceId)
                .first(
                        connection,
                        row -> takenBack(
                                instanceId, row.optionalText(), row.moment(), ReplacedJson.readDeaths(row.text())));
    }

    private static Incident takenBack(
            UUID instanceId, Optional<String> service, Instant lastHeardAt, List<ReplacedDeath> deaths) {
        int latest = deaths.size() - 1;
        ReplacedDeath death = deaths.get(latest);
        return new Incident(
                instanceId,
                service,
                death.diedAt(),
                death.detector(),
                lastHeardAt,
                new Incident.InFlight(0, 0, 0),
                Optional.of(death.replacedAt()),
                deaths.subList(0, latest));
    }
}
