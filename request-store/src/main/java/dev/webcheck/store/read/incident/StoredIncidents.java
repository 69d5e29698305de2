package dev.webcheck.store.read.incident;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.CrashedRequests;
import dev.webcheck.store.read.sql.Part;
import java.sql.Connection;
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
final class StoredIncidents {

    private static final int MOST_DEATHS = 30;
    private static final int MOST_SUSPECTS = 50;

    private final Connection connection;
    private final IncidentRows incidents;

    StoredIncidents(Connection connection) {
        this.connection = connection;
        this.incidents = new IncidentRows(connection);
    }

    IncidentPage newest(IncidentFilter filter, Optional<IncidentPosition> below, PageLimit limit) throws SQLException {
        Part<Incident> found = incidents.newest(filter, below, limit.andOne());
        List<Incident> page =
                found.rows().subList(0, Math.min(limit.rows(), found.rows().size()));
        boolean hasNext = !found.all() || found.rows().size() > page.size();
        return new IncidentPage(
                page, hasNext ? Optional.of(page.get(page.size() - 1).position()) : Optional.empty());
    }

    /** Needs a transaction of one moment. */
    Optional<IncidentDetails> find(UUID instanceId, Optional<UUID> below, PageLimit limit) throws SQLException {
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
        Map<UUID, List<DeathRows.InFlight>> inFlight = new LinkedHashMap<>();
        for (Incident incident : incidents
                .newest(filter, Optional.empty(), PageLimit.ofRows(MOST_DEATHS))
                .rows()) {
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
