package dev.webcheck.store.read.incident;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.CrashedRequests;
import dev.webcheck.store.read.sql.Database;
import dev.webcheck.store.read.sql.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Answers about deaths. */
@ApplicationScoped
class StoredIncidents {

    private static final int MOST_DEATHS = 30;
    private static final int MOST_SUSPECTS = 50;

    private final Database database;
    private final IncidentRepository incidents;
    private final CrashedRequests requests;

    StoredIncidents(Database database, IncidentRepository incidents, CrashedRequests requests) {
        this.database = database;
        this.incidents = incidents;
        this.requests = requests;
    }

    IncidentPage newest(IncidentFilter filter, Optional<IncidentPosition> below, PageLimit limit) {
        Part<Incident> found = incidents.newest(filter, below, limit.andOne());
        List<Incident> page =
                found.rows().subList(0, Math.min(limit.rows(), found.rows().size()));
        boolean hasNext = !found.all() || found.rows().size() > page.size();
        return new IncidentPage(
                page, hasNext ? Optional.of(page.get(page.size() - 1).position()) : Optional.empty());
    }

    /** Needs a transaction of one moment. */
    Optional<IncidentDetails> find(UUID instanceId, Optional<UUID> below, PageLimit limit) {
        return incidents
                .believed(instanceId)
                .or(() -> database.here(connection -> new DeathHistories(connection).takenBack(instanceId)))
                .map(incident -> new IncidentDetails(incident, requests.page(instanceId, below, limit)));
    }

    /** Needs a transaction of one moment. */
    Suspects suspects(String service, Optional<Instant> from, Optional<Instant> to) {
        IncidentFilter filter = new IncidentFilter(Optional.of(service), Set.of(), from, to);
        List<Incident> died = incidents
                .newest(filter, Optional.empty(), PageLimit.ofRows(MOST_DEATHS))
                .rows();
        return database.here(connection -> suspects(service, died, new DeathRows(connection)));
    }

    private static Suspects suspects(String service, List<Incident> died, DeathRows deaths) throws SQLException {
        Map<UUID, List<DeathRows.InFlight>> inFlight = new LinkedHashMap<>();
        for (Incident incident : died) {
            inFlight.put(incident.instanceId(), deaths.inFlight(incident.instanceId()));
        }
        KnownTargets known = new KnownTargets(inFlight.values().stream()
                .flatMap(List::stream)
                .map(DeathRows.InFlight::target)
                .toList());
        List<Death> latest = new ArrayList<>();
        for (Map.Entry<UUID, List<DeathRows.InFlight>> death : inFlight.entrySet()) {
            latest.add(deaths.of(death.getKey(), death.getValue(), known));
        }
        return new Suspects(service, latest.size(), SuspectRanking.rank(latest, MOST_SUSPECTS));
    }
}
