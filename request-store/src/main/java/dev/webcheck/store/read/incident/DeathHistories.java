package dev.webcheck.store.read.incident;

import dev.webcheck.store.read.history.ReplacedDeath;
import dev.webcheck.store.read.history.ReplacedJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The deaths of instances that were believed before, where none is believed any more. */
@ApplicationScoped
class DeathHistories {

    private static final String REPLACED = """
            SELECT service, last_heard_at, CAST(replaced_deaths AS text)
            FROM instance
            WHERE id = :id AND replaced_deaths IS NOT NULL
            """;

    private final Session session;

    DeathHistories(Session session) {
        this.session = session;
    }

    /** The latest death of an instance as the incident that it was. */
    Optional<Incident> takenBack(UUID instanceId) {
        return session.createNativeQuery(REPLACED, Object[].class)
                .setParameter("id", instanceId)
                .getResultStream()
                .map(row -> takenBack(
                        instanceId,
                        Optional.ofNullable((String) row[0]),
                        (Instant) row[1],
                        ReplacedJson.readDeaths((String) row[2])))
                .findFirst();
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
