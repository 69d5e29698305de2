package dev.webcheck.store.read;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.Outcome;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;

/** The table of requests. */
@ApplicationScoped
class RequestRows implements PanacheRepositoryBase<RequestRow, UUID> {

    private static final Duration LAST_DAY = Duration.ofDays(1);

    /**
     * Up to so many rows with ids below a bound, their ids falling.
     *
     * <p>A page mostly lies within a day. So that it costs the same however many days, each a partition, are stored, the
     * day below the bound is asked first, and all before it only for what is still wanted.
     */
    List<RequestRow> newest(RequestFilter filter, Optional<UUID> below, int limit) {
        Instant top = Stream.of(below.map(RequestIds::startedAt), filter.to(), Optional.of(Instant.now()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant dayBefore = top.minus(LAST_DAY);
        if (filter.from().filter(from -> !from.isBefore(dayBefore)).isPresent()) {
            return range(filter, below, Optional.empty(), limit);
        }
        UUID border = RequestIds.lowest(dayBefore);
        List<RequestRow> rows = new ArrayList<>(range(filter, below, Optional.of(border), limit));
        if (rows.size() < limit) {
            rows.addAll(range(filter, Optional.of(border), Optional.empty(), limit - rows.size()));
        }
        return rows;
    }

    /** Up to so many requests of an instance that were in flight when it died, with ids below a bound, their ids falling. */
    List<RequestRow> crashed(UUID instanceId, Optional<UUID> below, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        // Along the index of requests without an end.
        conditions.add("instanceId = :instance and durationNanos is null and outcome = :crashed");
        parameters.put("instance", instanceId);
        parameters.put("crashed", Outcome.CRASHED);
        below.ifPresent(id -> {
            conditions.add("id < :below");
            parameters.put("below", id);
        });
        return page(conditions, parameters, limit);
    }

    /** Every condition on ids is one on the primary key. */
    private List<RequestRow> range(RequestFilter filter, Optional<UUID> below, Optional<UUID> lowest, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        below.ifPresent(id -> {
            conditions.add("id < :below");
            parameters.put("below", id);
        });
        lowest.ifPresent(id -> {
            conditions.add("id >= :lowest");
            parameters.put("lowest", id);
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
        return page(conditions, parameters, limit);
    }

    private List<RequestRow> page(List<String> conditions, Map<String, Object> parameters, int limit) {
        return find(String.join(" and ", conditions), Sort.descending("id"), parameters)
                .withHint(HibernateHints.HINT_READ_ONLY, true)
                .range(0, limit - 1)
                .list();
    }
}
