package dev.webcheck.store.read.incident;

import dev.webcheck.store.Detector;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.query.SelectionQuery;

/** The table of incidents. A list is one statement, which is a transaction by itself. */
@ApplicationScoped
class IncidentRows implements PanacheRepositoryBase<IncidentRow, UUID> {

    private final SessionFactory sessions;

    IncidentRows(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Up to so many incidents below a position. */
    List<Incident> newest(IncidentFilter filter, Optional<IncidentPosition> below, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> parameters = new HashMap<>();
        below.ifPresent(position -> {
            // The first of these is the one that an index is read along, however the second is put.
            conditions.add("diedAt <= :diedAt and (diedAt, instanceId) < (:diedAt, :instanceId)");
            parameters.put("diedAt", position.diedAt());
            parameters.put("instanceId", position.instanceId());
        });
        filter.service().ifPresent(service -> {
            conditions.add("service = :service");
            parameters.put("service", service);
        });
        filter.from().ifPresent(from -> {
            conditions.add("diedAt >= :from");
            parameters.put("from", from);
        });
        filter.to().ifPresent(to -> {
            conditions.add("diedAt < :to");
            parameters.put("to", to);
        });
        if (!filter.detectors().isEmpty()) {
            conditions.add("detector in :detectors");
            parameters.put(
                    "detectors", filter.detectors().stream().map(Detector::word).toList());
        }
        // With the limit in its text the database plans this once, not each time.
        String list = "from IncidentRow where " + String.join(" and ", conditions)
                + " order by diedAt desc, instanceId desc limit " + limit;
        try (Session session = sessions.openSession()) {
            SelectionQuery<IncidentRow> query = session.createSelectionQuery(list, IncidentRow.class);
            parameters.forEach(query::setParameter);
            return query.getResultList().stream().map(IncidentRow::incident).toList();
        }
    }
}
