package dev.webcheck.store.read.incident;

import dev.webcheck.store.read.request.CrashedRequests;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Answers about deaths. */
final class StoredIncidents {

    private static final int MOST_DEATHS = 30;
    private static final int MOST_SUSPECTS = 50;

    private final Connection connection;
    private final IncidentRows incidents;

    StoredIncidents(Connection connection) {
        this.connection = connection;
        this.incidents = new IncidentRows(connection);
    }

    IncidentPage newest(IncidentFilter filter, Optional<IncidentPosition> below, int limit) throws SQLException {
        // One more than wanted tells whether there is a next page.
        List<Incident> rows = incidents.newest(filter, below, limit + 1);
        List<Incident> page = rows.subList(0, Math.min(limit, rows.size()));
        Optional<IncidentPosition> next =
                rows.size() > limit ? Optional.of(page.get(limit - 1).position()) : Optional.empty();
        return new IncidentPage(page, next);
    }

    /** Needs a transaction of one moment. */
    Optional<IncidentDetails> find(UUID instanceId, Optional<UUID> below, int limit) throws SQLException {
        Optional<Incident> believed = incidents.find(instanceId);
        Optional<Incident> incident =
                believed.isPresent() ? believed : new DeathHistories(connection).takenBack(instanceId);
        return incident.isPresent()
                ? Optional.of(new IncidentDetails(
                        incident.get(), new CrashedRequests(connection).page(instanceId, below, limit)))
                : Optional.empty();
    }

    /** Needs a transaction of one moment. */
    Suspects suspects(String service, Optional<Instant> from, Optional<Instant> to) throws SQLException {
        IncidentFilter filter = new IncidentFilter(Optional.of(service), Set.of(), from, to);
        DeathRows deaths = new DeathRows(connection);
        List<Death> latest = new ArrayList<>();
        for (Incident incident : incidents.newest(filter, Optional.empty(), MOST_DEATHS)) {
            latest.add(deaths.of(incident.instanceId()));
        }
        return new Suspects(service, latest.size(), SuspectRanking.rank(latest, MOST_SUSPECTS));
    }
}
