package dev.webcheck.store.read.instance;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import dev.webcheck.store.read.history.ReplacedJson;
import dev.webcheck.store.read.instance.RecordedInstance.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** One transaction a question. */
@ApplicationScoped
class StoredInstances {

    private static final Duration TICK = Duration.ofSeconds(1);

    private static final String SELECT = """
            SELECT id, service, state, stop_reason, first_heard_at, last_heard_at, verdict_at, lease_ticks, sequence,
                   begun, ended, unrecorded, CAST(replaced_deaths AS text)
            FROM instance
            WHERE\s""";

    /** An index has these. They change when an instance dies, stops or comes back, not whenever it is heard. */
    private static final String ORDER =
            " ORDER BY (state = 'ALIVE') DESC, coalesce(verdict_at, first_heard_at) DESC, id DESC LIMIT ";

    private static final String SERVICES = """
            SELECT service,
                   count(*) FILTER (WHERE state = 'ALIVE'),
                   count(*) FILTER (WHERE state = 'PRESUMED_DEAD'),
                   count(*) FILTER (WHERE state = 'STOPPED'),
                   max(last_heard_at)
            FROM instance
            GROUP BY service
            ORDER BY 5 DESC, service COLLATE "C"
            """;

    private final Session session;

    StoredInstances(Session session) {
        this.session = session;
    }

    @Transactional
    InstancePage page(InstanceFilter filter, Optional<InstancePosition> below, int limit) {
        List<String> conditions = new ArrayList<>(List.of("TRUE"));
        Map<String, Object> parameters = new HashMap<>();
        below.ifPresent(position -> {
            conditions.add("(state = 'ALIVE', coalesce(verdict_at, first_heard_at), id) < (:alive, :at, :id)");
            parameters.put("alive", position.alive());
            parameters.put("at", position.at());
            parameters.put("id", position.id());
        });
        filter.service().ifPresent(service -> {
            conditions.add("service = :service");
            parameters.put("service", service);
        });
        if (!filter.states().isEmpty()) {
            conditions.add("state IN (:states)");
            parameters.put("states", filter.states().stream().map(Enum::name).toList());
        }
        // One more than wanted tells whether there is a next page.
        List<RecordedInstance> rows = read(String.join(" AND ", conditions) + ORDER + (limit + 1L), parameters);
        List<RecordedInstance> page = rows.subList(0, Math.min(limit, rows.size()));
        Optional<InstancePosition> next =
                rows.size() > limit ? Optional.of(page.get(limit - 1).position()) : Optional.empty();
        return new InstancePage(page, next);
    }

    @Transactional
    Optional<RecordedInstance> find(UUID id) {
        return read("id = :id", Map.of("id", id)).stream().findFirst();
    }

    @Transactional
    List<RecordedService> services() {
        return session.createNativeQuery(SERVICES, Object[].class)
                .getResultStream()
                .map(row -> new RecordedService(
                        Optional.ofNullable((String) row[0]), count(row[1]), count(row[2]), count(row[3]), (Instant)
                                known(row[4])))
                .toList();
    }

    private List<RecordedInstance> read(String conditions, Map<String, Object> parameters) {
        var query = session.createNativeQuery(SELECT + conditions, Object[].class);
        parameters.forEach(query::setParameter);
        return query.getResultStream().map(StoredInstances::instance).toList();
    }

    private static RecordedInstance instance(@Nullable Object[] row) {
        return new RecordedInstance(
                (UUID) known(row[0]),
                Optional.ofNullable((String) row[1]),
                State.valueOf((String) known(row[2])),
                Optional.ofNullable((String) row[3]).map(StopReason::valueOf),
                (Instant) known(row[4]),
                (Instant) known(row[5]),
                Optional.ofNullable((Instant) row[6]),
                TICK.multipliedBy(count(row[7])),
                count(row[8]) == 0
                        ? Optional.empty()
                        : Optional.of(new RequestCounters(count(row[9]), count(row[10]), count(row[11]))),
                Optional.ofNullable((String) row[12])
                        .map(ReplacedJson::readDeaths)
                        .orElse(List.of()));
    }

    private static long count(@Nullable Object column) {
        return ((Number) known(column)).longValue();
    }

    private static Object known(@Nullable Object column) {
        return Optional.<Object>ofNullable(column).orElseThrow();
    }
}
