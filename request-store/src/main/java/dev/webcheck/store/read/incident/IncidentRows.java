package dev.webcheck.store.read.incident;

import dev.webcheck.store.Detector;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.jpa.HibernateHints;

/** The table of incidents. */
@ApplicationScoped
class IncidentRows implements PanacheRepositoryBase<IncidentRow, UUID> {

    private static final Sort NEWEST_FIRST = Sort.descending("diedAt", "instanceId");

    /** Up to so many incidents below a position. */
    List<IncidentRow> newest(IncidentFilter filter, Optional<IncidentPosition> below, int limit) {
        List<String> conditions = new ArrayList<>();
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
        return find(String.join(" and ", conditions), NEWEST_FIRST, parameters)
                .withHint(HibernateHints.HINT_READ_ONLY, true)
                .range(0, limit - 1)
                .list();
    }
}
