package dev.webcheck.store.read.incident;

import dev.webcheck.correlation.Detector;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.sql.Conditions;
import dev.webcheck.store.read.sql.Part;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The table of incidents, each with what its instance holds of deaths that were believed before. */
@ApplicationScoped
class IncidentRepository implements PanacheRepositoryBase<IncidentEntity, UUID> {

    static final String SELECT = """
            select d.instanceId, d.service, d.diedAt, d.detector, d.lastHeardAt,
                   d.notSent, d.possiblyExecuted, d.answerLost, i.replacedDeaths
            from IncidentEntity d left join InstanceEntity i on i.id = d.instanceId
            where\s""";

    Optional<Incident> believed(UUID instanceId) {
        return find(SELECT + "d.instanceId = ?1 limit 1", instanceId).project(IncidentRow.class).list().stream()
                .map(IncidentRow::toIncident)
                .findFirst();
    }

    /** Up to so many incidents below a position. */
    Part<Incident> newest(IncidentFilter filter, Optional<IncidentPosition> below, PageLimit limit) {
        Conditions conditions = new Conditions();
        below.ifPresent(position -> {
            // The first of these is the one that an index is read along, however the second is put.
            conditions.add("d.diedAt <= %s", position.diedAt());
            conditions.add("(d.diedAt, d.instanceId) < (%s, %s)", position.diedAt(), position.instanceId());
        });
        filter.service().ifPresent(service -> conditions.add("d.service = %s", service));
        filter.from().ifPresent(from -> conditions.add("d.diedAt >= %s", from));
        filter.to().ifPresent(to -> conditions.add("d.diedAt < %s", to));
        conditions.addOneOf(
                "d.detector", filter.detectors().stream().map(Detector::word).toList());
        // With the limit in its text the database plans this once, not each time.
        return Part.of(
                find(
                                SELECT + conditions + " order by d.diedAt desc, d.instanceId desc limit "
                                        + limit.rows(),
                                conditions.values())
                        .project(IncidentRow.class)
                        .list()
                        .stream()
                        .map(IncidentRow::toIncident)
                        .iterator(),
                Incident::size,
                limit.bytes());
    }
}
