package dev.webcheck.store.read.completeness;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.read.completeness.InstanceLedger.Hour;
import dev.webcheck.store.read.completeness.Telling.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The counts of each instance and hour, and what the instances told. */
@ApplicationScoped
class InstanceHours {

    private static final String INSTANCES = """
            SELECT id, service, state, sequence, begun, ended, unrecorded, first_heard_at
            FROM instance
            WHERE id IN (:ids)
            """;

    private static final String IN_FRAME = """
            SELECT DISTINCT instance_id
            FROM instance_hour
            WHERE hour >= :from AND hour < :to
            LIMIT :limit
            """;

    private static final String HOURS = """
            SELECT instance_id, hour, completed + failed + cancelled + abandoned, in_flight, crashed, unknown,
                   without_begin, told_begun, told_ended, told_unrecorded,
                   first_told, first_recorded, last_told, last_recorded
            FROM instance_hour
            WHERE instance_id IN (:ids)
            ORDER BY instance_id, hour
            LIMIT :limit
            """;

    private static final String OLDEST = "SELECT min(hour) FROM instance_hour";

    private final Session session;

    InstanceHours(Session session) {
        this.session = session;
    }

    /** The instances of which requests started, or signs came, in a time frame. */
    List<UUID> instances(Instant from, Instant to, int most) {
        List<UUID> ids = session.createNativeQuery(IN_FRAME, UUID.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("limit", most + 1)
                .getResultList();
        return bounded(ids, most);
    }

    /** The ledgers of those instances of a list that are known, by instance. */
    Map<UUID, NamedLedger> ledgers(Collection<UUID> ids, int mostHours) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, SortedMap<Instant, Hour>> hours = hours(ids, mostHours);
        Instant oldest = Optional.ofNullable(
                        session.createNativeQuery(OLDEST, Instant.class).getSingleResult())
                .orElse(Instant.MIN);
        Map<UUID, NamedLedger> ledgers = new HashMap<>();
        for (Object[] row : session.createNativeQuery(INSTANCES, Object[].class)
                .setParameter("ids", ids)
                .getResultList()) {
            UUID id = (UUID) row[0];
            boolean allKept = !((Instant) row[7]).truncatedTo(ChronoUnit.HOURS).isBefore(oldest);
            ledgers.put(
                    id,
                    new NamedLedger(
                            Optional.ofNullable((String) row[1]),
                            telling(row),
                            new InstanceLedger(telling(row), hours.getOrDefault(id, new TreeMap<>()), allKept)));
        }
        return ledgers;
    }

    private Map<UUID, SortedMap<Instant, Hour>> hours(Collection<UUID> ids, int most) {
        List<Object[]> rows = session.createNativeQuery(HOURS, Object[].class)
                .setParameter("ids", ids)
                .setParameter("limit", most + 1)
                .getResultList();
        Map<UUID, SortedMap<Instant, Hour>> hours = new HashMap<>();
        for (Object[] row : bounded(rows, most)) {
            hours.computeIfAbsent((UUID) row[0], none -> new TreeMap<>())
                    .put(
                            (Instant) row[1],
                            new Hour(
                                    new Recorded(
                                            count(row[2]), count(row[3]), count(row[4]), count(row[5]), count(row[6])),
                                    row[7] == null
                                            ? Optional.empty()
                                            : Optional.of(
                                                    new RequestCounters(count(row[7]), count(row[8]), count(row[9]))),
                                    check(row[10], row[11]),
                                    check(row[12], row[13])));
        }
        return hours;
    }

    private static Telling telling(Object[] instance) {
        boolean signed = count(instance[3]) > 0;
        return new Telling(
                signed
                        ? Optional.of(new RequestCounters(count(instance[4]), count(instance[5]), count(instance[6])))
                        : Optional.empty(),
                switch ((String) instance[2]) {
                    case "ALIVE" -> Standing.RUNNING;
                    case "PRESUMED_DEAD" -> Standing.SILENT;
                    default -> Standing.OVER;
                });
    }

    private static Optional<Check> check(@Nullable Object told, @Nullable Object recorded) {
        return told == null ? Optional.empty() : Optional.of(new Check(count(told), count(recorded)));
    }

    private static long count(@Nullable Object column) {
        return column == null ? 0 : ((Number) column).longValue();
    }

    private static <T> List<T> bounded(List<T> rows, int most) {
        if (rows.size() > most) {
            throw new TooMuchToReadException(most);
        }
        return new ArrayList<>(rows);
    }
}
