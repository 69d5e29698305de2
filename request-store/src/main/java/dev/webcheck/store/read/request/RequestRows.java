package dev.webcheck.store.read.request;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.read.request.RequestSearch.Found;
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

    private final RequestSearch search;

    RequestRows(RequestSearch search) {
        this.search = search;
    }

    /**
     * Up to so many rows with ids below a bound, their ids falling.
     *
     * <p>A page mostly lies within a day. So that it costs the same however many days, each a partition, are stored, the
     * day below the bound is asked first, and all before it only for what is still wanted.
     */
    Found newest(RequestFilter filter, Optional<UUID> below, int limit) {
        Instant top = Stream.of(below.map(RequestIds::startedAt), filter.to(), Optional.of(Instant.now()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant dayBefore = top.minus(LAST_DAY);
        IdRange range = IdRange.of(filter).below(below);
        if (filter.from().filter(from -> !from.isBefore(dayBefore)).isPresent()) {
            return newest(range, filter, limit);
        }
        UUID border = RequestIds.lowest(dayBefore);
        Found day = newest(range.from(border), filter, limit);
        int wanted = limit - day.rows().size();
        return wanted == 0 || day.reached().isPresent() ? day : day.then(newest(range.below(border), filter, wanted));
    }

    private Found newest(IdRange range, RequestFilter filter, int limit) {
        return filter.conditions().isEmpty()
                ? new Found(all(range, limit), Optional.empty())
                : search.falling(range, filter.conditions(), limit);
    }

    /** Up to so many rows that have an end, those that took the longest first; all of the time frame is read. */
    List<RequestRow> slowest(RequestFilter filter, Optional<SlowestPosition> below, int limit) {
        return search.slowest(IdRange.of(filter), filter.conditions(), below, limit);
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

    private List<RequestRow> all(IdRange range, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        for (UUID id : range.lowest()) {
            conditions.add("id >= :p" + parameters.size());
            parameters.put("p" + parameters.size(), id);
        }
        for (UUID id : range.below()) {
            conditions.add("id < :p" + parameters.size());
            parameters.put("p" + parameters.size(), id);
        }
        return page(conditions, parameters, limit);
    }

    private List<RequestRow> page(List<String> conditions, Map<String, Object> parameters, int limit) {
        return find(String.join(" and ", conditions), Sort.descending("id"), parameters)
                .withHint(HibernateHints.HINT_READ_ONLY, true)
                .range(0, limit - 1)
                .list();
    }
}
