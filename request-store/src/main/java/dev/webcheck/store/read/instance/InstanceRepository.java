package dev.webcheck.store.read.instance;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.sql.Conditions;
import dev.webcheck.store.read.sql.Part;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of instances. */
@ApplicationScoped
class InstanceRepository implements PanacheRepositoryBase<InstanceEntity, UUID> {

    Optional<RecordedInstance> recorded(UUID id) {
        return find("from InstanceEntity where id = ?1 limit 1", id).project(InstanceRow.class).list().stream()
                .map(InstanceRow::toInstance)
                .findFirst();
    }

    InstancePage page(InstanceFilter filter, Optional<InstancePosition> below, PageLimit limit) {
        Conditions conditions = new Conditions();
        below.ifPresent(position ->
                conditions.add("(alive, since, id) < (%s, %s, %s)", position.alive(), position.at(), position.id()));
        filter.service().ifPresent(service -> conditions.add("service = %s", service));
        conditions.addOneOf("state", filter.states().stream().map(Enum::name).toList());
        // With the limit in its text the database plans this once, not each time. One more than wanted shows whether
        // there is a next page.
        Part<RecordedInstance> found = Part.of(
                find(
                                "from InstanceEntity where " + conditions
                                        + " order by alive desc, since desc, id desc limit "
                                        + limit.andOne().rows(),
                                conditions.values())
                        .project(InstanceRow.class)
                        .list()
                        .stream()
                        .map(InstanceRow::toInstance)
                        .iterator(),
                RecordedInstance::size,
                limit.bytes());
        List<RecordedInstance> page =
                found.rows().subList(0, Math.min(limit.rows(), found.rows().size()));
        boolean hasNext = !found.all() || found.rows().size() > page.size();
        return new InstancePage(
                page, hasNext ? Optional.of(page.get(page.size() - 1).position()) : Optional.empty());
    }
}
