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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.query.SelectionQuery;

/**
 * The table of requests, each with the service of its instance. Each question but that for crashed requests is a statement, which is
 * a transaction by itself: it costs one way to the database and back.
 */
@ApplicationScoped
class RequestRows implements PanacheRepositoryBase<RequestRow, UUID> {

    private static final Duration LAST_DAY = Duration.ofDays(1);

    private static final String WITH_SERVICE =
            "select r, i.service from RequestRow r left join InstanceRow i on i.id = r.instanceId where ";

    private final RequestSearch search;
    private final SessionFactory sessions;

    RequestRows(RequestSearch search, SessionFactory sessions) {
        this.search = search;
        this.sessions = sessions;
    }

    Optional<RecordedRequest> find(UUID id) {
        return list("r.id = :id", query -> query.setParameter("id", id)).stream()
                .findFirst();
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
        int wanted = limit - day.requests().size();
        return wanted == 0 || day.reached().isPresent() ? day : day.then(newest(range.below(border), filter, wanted));
    }

    private Found newest(IdRange range, RequestFilter filter, int limit) {
        return filter.conditions().isEmpty()
                ? new Found(all(range, limit), Optional.empty())
                : search.falling(range, filter.conditions(), limit);
    }

    /** Up to so many rows that have an end, those that took the longest first; all of the time frame is read. */
    List<RecordedRequest> slowest(RequestFilter filter, Optional<SlowestPosition> below, int limit) {
        return search.slowest(IdRange.of(filter), filter.conditions(), below, limit);
    }

    /**
     * Up to so many requests of an instance that were in flight when it died, with ids below a bound, their ids falling. Needs a
     * transaction.
     */
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
        return find(String.join(" and ", conditions), Sort.descending("id"), parameters)
                .withHint(HibernateHints.HINT_READ_ONLY, true)
                .range(0, limit - 1)
                .list();
    }

    /** With the limit in its text the database plans this once, not each time. */
    private List<RecordedRequest> all(IdRange range, int limit) {
        SqlParameters parameters = new SqlParameters();
        return list(range.sql(parameters) + " order by r.id desc limit " + limit, parameters::bind);
    }

    private List<RecordedRequest> list(String which, UnaryOperator<SelectionQuery<Object[]>> bind) {
        try (Session session = sessions.openSession()) {
            return bind
                    .apply(session.createSelectionQuery(WITH_SERVICE + which, Object[].class))
                    .getResultList()
                    .stream()
                    .map(RequestRow::recorded)
                    .toList();
        }
    }
}
