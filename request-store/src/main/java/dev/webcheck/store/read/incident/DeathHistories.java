package dev.webcheck.store.read.incident;

import dev.webcheck.store.read.history.ReplacedDeath;
import dev.webcheck.store.read.history.ReplacedJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The deaths of instances that were believed before. */
@ApplicationScoped
class DeathHistories {

    private static final String REPLACED = """
            SELECT id, service, last_heard_at, CAST(replaced_deaths AS text)
            FROM instance
            WHERE id IN (:ids) AND replaced_deaths IS NOT NULL
            """;

    private record History(@Nullable String service, Instant lastHeardAt, List<ReplacedDeath> deaths) {

        /** Its latest death as the incident that it was. */
        Incident takenBack(UUID instanceId) {
            int latest = deaths.size() - 1;
            ReplacedDeath death = deaths.get(latest);
            return new Incident(
                    instanceId,
                    Optional.ofNullable(service),
                    death.diedAt(),
                    death.detector(),
                    lastHeardAt,
                    new Incident.InFlight(0, 0, 0),
                    Optional.of(death.replacedAt()),
                    deaths.subList(0, latest));
        }
    }

    private final Session session;

    DeathHistories(Session session) {
        this.session = session;
    }

    /** The incidents, each with its history. */
    List<Incident> with(List<Incident> incidents) {
        Map<UUID, History> histories =
                read(incidents.stream().map(Incident::instanceId).toList());
        return incidents.stream()
                .map(incident -> Optional.ofNullable(histories.get(incident.instanceId()))
                        .map(history -> incident.withHistory(history.deaths()))
                        .orElse(incident))
                .toList();
    }

    /** The latest death of an instance of which none is believed any more. */
    Optional<Incident> takenBack(UUID instanceId) {
        return Optional.ofNullable(read(List.of(instanceId)).get(instanceId))
                .map(history -> history.takenBack(instanceId));
    }

    private Map<UUID, History> read(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return session.createNativeQuery(REPLACED, Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> (UUID) row[0],
                        row -> new History(
                                (String) row[1], (Instant) row[2], ReplacedJson.readDeaths((String) row[3]))));
    }
}
