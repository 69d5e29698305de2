package dev.webcheck.store.read;

import dev.webcheck.event.RequestIds;
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

/** The table of requests. */
@ApplicationScoped
class RequestRows implements PanacheRepositoryBase<RequestRow, UUID> {

    /** Up to so many rows with ids below a bound, their ids falling. Every condition on ids is one on the primary key. */
    List<RequestRow> newest(RequestFilter filter, Optional<UUID> below, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        below.ifPresent(id -> {
            conditions.add("id < :below");
            parameters.put("below", id);
        });
        filter.from().ifPresent(from -> {
            conditions.add("id >= :from");
            parameters.put("from", RequestIds.lowest(from));
        });
        filter.to().ifPresent(to -> {
            conditions.add("id < :to");
            parameters.put("to", RequestIds.lowest(to));
        });
        if (!filter.outcomes().isEmpty()) {
            conditions.add("outcome in :outcomes");
            parameters.put("outcomes", filter.outcomes());
        }
        filter.website().ifPresent(website -> {
            conditions.add("website = :website");
            parameters.put("website", website);
        });
        return find(String.join(" and ", conditions), Sort.descending("id"), parameters)
                .withHint(HibernateHints.HINT_READ_ONLY, true)
                .range(0, limit - 1)
                .list();
    }
}
