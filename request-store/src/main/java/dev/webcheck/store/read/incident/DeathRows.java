package dev.webcheck.store.read.incident;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.read.incident.Death.Ended;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What an instance did shortly before it died, in a bounded number of rows. */
@ApplicationScoped
class DeathRows {

    static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);
    static final int MOST_READ = 5_000;
    private static final int MOST_IN_FLIGHT = 500;

    /**
     * When it began the last, by its own clock; for how long it was heard, by the broker's, where that is not until somebody
     * found its journal; and the first hour that it did anything in.
     */
    private static final String LIFE = """
            SELECT last_begun_at, first_heard_at, CASE WHEN stop_reason = 'DIED' THEN first_heard_at ELSE last_heard_at END,
                   (SELECT min(hour) FROM instance_hour WHERE instance_id = id)
            FROM instance
            WHERE id = :id
            """;

    private static final String IN_FLIGHT = """
            SELECT id, method, website, url
            FROM request
            WHERE instance_id = :instance AND duration_nanos IS NULL AND outcome = 'CRASHED' AND url IS NOT NULL
            ORDER BY id DESC
            LIMIT :most
            """;

    /** Reads along the primary key, whosever the requests are, and hands out those of the instance. */
    private static final String ENDED = """
            WITH newest AS MATERIALIZED (
                SELECT id, instance_id, method, website, url, duration_nanos
                FROM request
                WHERE id >= :lowest AND id <= :highest
                ORDER BY id DESC
                LIMIT :most),
            reach AS (
                SELECT count(*) AS read, (SELECT id FROM newest ORDER BY id LIMIT 1) AS oldest FROM newest)
            SELECT read, oldest, id, method, website, url, duration_nanos
            FROM reach LEFT JOIN newest
                ON instance_id = :instance AND duration_nanos IS NOT NULL AND url IS NOT NULL
            """;

    private record InFlight(UUID id, RequestTarget target) {}

    private final Session session;

    DeathRows(Session session) {
        this.session = session;
    }

    /** The death of an instance. Its clock is that of its request ids. */
    Death of(UUID instanceId) {
        List<InFlight> inFlight = inFlight(instanceId);
        Optional<Object[]> life = session.createNativeQuery(LIFE, Object[].class)
                .setParameter("id", instanceId)
                .getResultStream()
                .findFirst();
        Optional<Instant> lastBegun = Stream.concat(
                        inFlight.stream().map(request -> RequestIds.startedAt(request.id())),
                        life.flatMap(columns -> Optional.ofNullable((Instant) columns[0])).stream())
                .max(Instant::compareTo);
        return lastBegun
                .map(end -> death(
                        instanceId,
                        end,
                        life.map(columns -> livedAt(end, columns)).orElse(end),
                        inFlight))
                .orElseGet(() -> new Death(Duration.ZERO, List.of(), List.of()));
    }

    /** A moment at which the instance certainly lived, as early as can be told. */
    private static Instant livedAt(Instant end, Object[] life) {
        Instant heard = end.minus(Duration.between((Instant) life[1], (Instant) life[2]));
        return life[3] == null ? heard : earlier(heard, ((Instant) life[3]).plus(1, ChronoUnit.HOURS));
    }

    private Death death(UUID instanceId, Instant end, Instant lived, List<InFlight> inFlight) {
        Instant start = end.minus(LONGEST_WINDOW);
        List<Object[]> rows = session.createNativeQuery(ENDED, Object[].class)
                .setParameter("lowest", RequestIds.lowest(start))
                .setParameter("highest", RequestIds.lowest(end.plusMillis(1)))
                .setParameter("most", MOST_READ)
                .setParameter("instance", instanceId)
                .getResultList();
        if (((Number) rows.get(0)[0]).intValue() == MOST_READ) {
            start = RequestIds.startedAt((UUID) rows.get(0)[1]);
        }
        List<Ended> ended = new ArrayList<>();
        Instant first = inFlight.stream()
                .map(request -> RequestIds.startedAt(request.id()))
                .reduce(lived, DeathRows::earlier);
        for (Object[] row : rows) {
            if (row[2] != null) {
                ended.add(new Ended(target(row[3], row[4], row[5]), Duration.ofNanos(((Number) row[6]).longValue())));
                first = earlier(first, RequestIds.startedAt((UUID) row[2]));
            }
        }
        Duration window = Duration.between(first.isAfter(start) ? first : start, end);
        return new Death(
                window,
                inFlight.stream()
                        .map(request -> new Death.InFlight(
                                request.id(),
                                request.target(),
                                Duration.between(RequestIds.startedAt(request.id()), end)))
                        .toList(),
                ended);
    }

    private List<InFlight> inFlight(UUID instanceId) {
        return session.createNativeQuery(IN_FLIGHT, Object[].class)
                .setParameter("instance", instanceId)
                .setParameter("most", MOST_IN_FLIGHT)
                .getResultStream()
                .map(row -> new InFlight((UUID) row[0], target(row[1], row[2], row[3])))
                .toList();
    }

    /** A begin has these together. */
    private static RequestTarget target(@Nullable Object method, @Nullable Object website, @Nullable Object url) {
        return RequestTarget.exactly(String.valueOf(method), String.valueOf(website), String.valueOf(url));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
