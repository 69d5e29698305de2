package dev.webcheck.store.read.incident;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.read.incident.Death.Ended;
import dev.webcheck.store.read.sql.Row;
import dev.webcheck.store.read.sql.Select;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What an instance did shortly before it died, in a bounded number of rows, and of bytes. */
final class DeathRows {

    static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);
    static final int MOST_READ = 5_000;
    private static final int MOST_IN_FLIGHT = 500;
    private static final int MOST_IN_FLIGHT_BYTES = 256 << 10;

    /**
     * When it began the last, by its own clock; for how long it was heard, by the broker's, where that is not until somebody
     * found its journal; and the first hour that it did anything in.
     */
    private static final String LIFE = """
            SELECT last_begun_at, first_heard_at, CASE WHEN stop_reason = 'DIED' THEN first_heard_at ELSE last_heard_at END,
                   (SELECT min(hour) FROM instance_hour WHERE instance_id = id)
            FROM instance
            WHERE id = ?
            """;

    private static final String IN_FLIGHT = """
            SELECT id, method, website, url
            FROM request
            WHERE instance_id = ? AND duration_nanos IS NULL AND outcome = 'CRASHED' AND url IS NOT NULL
            ORDER BY id DESC
            LIMIT %d
            """.formatted(MOST_IN_FLIGHT);

    /** Reads along the primary key, whosever the requests are, and hands out those of the instance. */
    private static final String ENDED = """
            WITH newest AS MATERIALIZED (
                SELECT id, instance_id, method, website, url, duration_nanos
                FROM request
                WHERE id >= ? AND id <= ?
                ORDER BY id DESC
                LIMIT %d),
            reach AS (
                SELECT count(*) AS read, (SELECT id FROM newest ORDER BY id LIMIT 1) AS oldest FROM newest)
            SELECT read, oldest, id, method, website, url, duration_nanos
            FROM reach LEFT JOIN newest
                ON instance_id = ? AND duration_nanos IS NOT NULL AND url IS NOT NULL
            """.formatted(MOST_READ);

    /** A request that was in flight. */
    record InFlight(UUID id, RequestTarget target) {}

    private record Life(
            Optional<Instant> lastBegun, Instant firstHeard, Instant lastHeard, Optional<Instant> firstHour) {

        /** A moment at which the instance certainly lived, as early as can be told, by the clock that its last moment is given by. */
        Instant livedAt(Instant end) {
            Instant heard = end.minus(Duration.between(firstHeard, lastHeard));
            return firstHour
                    .map(hour -> earlier(heard, hour.plus(1, ChronoUnit.HOURS)))
                    .orElse(heard);
        }
    }

    /** What was read before the death, and one request of the instance among it, if any. */
    private record Read(long read, Optional<UUID> oldest, Optional<UUID> id, Optional<Ended> ended) {}

    private final Connection connection;

    DeathRows(Connection connection) {
        this.connection = connection;
    }

    /** What was in flight at the death of an instance, the newest first. */
    List<InFlight> inFlight(UUID instanceId) throws SQLException {
        return Select.of(IN_FLIGHT, instanceId)
                .part(
                        connection,
                        row -> new InFlight(row.id(), target(row)),
                        request -> request.target().text().length(),
                        MOST_IN_FLIGHT_BYTES)
                .rows();
    }

    /** The death of an instance, with those of its requests that are like some. Its clock is that of its request ids. */
    Death of(UUID instanceId, List<InFlight> inFlight, KnownTargets known) throws SQLException {
        Optional<Life> life = Select.of(LIFE, instanceId)
                .first(
                        connection,
                        row -> new Life(row.optionalMoment(), row.moment(), row.moment(), row.optionalMoment()));
        Optional<Instant> lastBegun = Stream.concat(
                        inFlight.stream().map(request -> RequestIds.startedAt(request.id())),
                        life.flatMap(Life::lastBegun).stream())
                .max(Instant::compareTo);
        if (lastBegun.isEmpty()) {
            return new Death(Duration.ZERO, List.of(), List.of());
        }
        Instant end = lastBegun.get();
        return death(instanceId, end, life.map(of -> of.livedAt(end)).orElse(end), inFlight, known);
    }

    private Death death(UUID instanceId, Instant end, Instant lived, List<InFlight> inFlight, KnownTargets known)
            throws SQLException {
        Instant start = end.minus(LONGEST_WINDOW);
        List<Read> rows = Select.of(ENDED, RequestIds.lowest(start), RequestIds.lowest(end.plusMillis(1)), instanceId)
                .part(connection, row -> read(row, known), row -> 0, 1)
                .rows();
        if (rows.get(0).read() == MOST_READ) {
            start = RequestIds.startedAt(rows.get(0).oldest().orElseThrow());
        }
        Instant first = Stream.concat(
                        inFlight.stream().map(InFlight::id), rows.stream().flatMap(row -> row.id().stream()))
                .map(RequestIds::startedAt)
                .reduce(lived, DeathRows::earlier);
        return new Death(
                Duration.between(first.isAfter(start) ? first : start, end),
                inFlight.stream()
                        .map(request -> new Death.InFlight(
                                request.id(),
                                request.target(),
                                Duration.between(RequestIds.startedAt(request.id()), end)))
                        .toList(),
                rows.stream().flatMap(row -> row.ended().stream()).toList());
    }

    private static Read read(Row row, KnownTargets known) throws SQLException {
        long read = row.number();
        Optional<UUID> oldest = row.optionalId();
        Optional<UUID> id = row.optionalId();
        if (id.isEmpty()) {
            return new Read(read, oldest, id, Optional.empty());
        }
        Optional<RequestTarget> like = known.like(target(row));
        Duration duration = Duration.ofNanos(row.number());
        return new Read(read, oldest, id, like.map(target -> new Ended(target, duration)));
    }

    /** A begin has these together. */
    private static RequestTarget target(Row row) throws SQLException {
        return RequestTarget.exactly(row.text(), row.text(), row.text());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
