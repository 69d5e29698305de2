package dev.webcheck.store.read.incident;

import dev.webcheck.store.read.request.CrashedRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Answers about deaths. */
@ApplicationScoped
class StoredIncidents {

    private static final int MOST_DEATHS = 30;
    private static final int MOST_SUSPECTS = 50;

    private final IncidentRows incidents;
    private final CrashedRequests crashed;
    private final DeathRows deaths;
    private final DeathHistories histories;

    StoredIncidents(IncidentRows incidents, CrashedRequests crashed, DeathRows deaths, DeathHistories histories) {
        this.incidents = incidents;
        this.crashed = crashed;
        this.deaths = deaths;
        this.histories = histories;
    }

    IncidentPage newest(IncidentFilter filter, Optional<IncidentPosition> below, int limit) {
        // One more than wanted tells whether there is a next page.
        List<Incident> rows = incidents.newest(filter, below, limit + 1);
        List<Incident> page = rows.subList(0, Math.min(limit, rows.size()));
        Optional<IncidentPosition> next =
                rows.size() > limit ? Optional.of(page.get(limit - 1).position()) : Optional.empty();
        return new IncidentPage(page, next);
    }

    @Transactional
    Optional<IncidentDetails> find(UUID instanceId, Optional<UUID> below, int limit) {
        return incidents
                .findByIdOptional(instanceId)
                .map(IncidentRow::incident)
                .or(() -> histories.takenBack(instanceId))
                .map(incident ->
                        new IncidentDetails(incident, crashed.page(instanceId, incident.service(), below, limit)));
    }

    @Transactional
    Suspects suspects(String service, Optional<Instant> from, Optional<Instant> to) {
        IncidentFilter filter = new IncidentFilter(Optional.of(service), Set.of(), from, to);
        List<Death> latest = incidents.newest(filter, Optional.empty(), MOST_DEATHS).stream()
                .map(incident -> deaths.of(incident.instanceId()))
                .toList();
        return new Suspects(service, latest.size(), SuspectRanking.rank(latest, MOST_SUSPECTS));
    }
}
