package dev.webcheck.store.read.request;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The table of instances. */
@ApplicationScoped
class InstanceRows implements PanacheRepositoryBase<InstanceRow, UUID> {

    /** The services of those instances that have told theirs. */
    Map<UUID, String> services(Collection<UUID> instanceIds) {
        if (instanceIds.isEmpty()) {
            return Map.of();
        }
        return list("service is not null and id in ?1", instanceIds).stream()
                .collect(Collectors.toMap(row -> row.id, row -> String.valueOf(row.service)));
    }
}
