package dev.webcheck.bench.query;

import dev.webcheck.bench.query.Question.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What is asked of the days that have been recorded. The SQL of a question is what somebody would write who has to give the same
 * answer from the same tables: all that the API tells of it, in one statement. For the first of many websites that is not the sum over
 * all of them, which takes a hundred times as long, but the first of each hour, and the counts of those who are likely to be the first
 * of all. The service reads these, too, but takes most of a day as the day less its other hours.
 */
final class Questions {

    private static final String REQUEST =
            "SELECT request.*, instance.service FROM request LEFT JOIN instance ON instance.id = request.instance_id";

    private static final String OUTCOMES = "in_flight, completed, failed, cancelled, abandoned, crashed, unknown";
    private static final String REQUESTS = "(" + OUTCOMES.replace(",", " +") + ")";

    private static final String TOP = """
            WITH hours AS MATERIALIZED (
                SELECT array(SELECT generate_series(?::timestamptz, ?::timestamptz - interval '1 hour', '1 hour')) AS starts),
            likely AS MATERIALIZED (
                SELECT array(
                    SELECT website FROM hours, unnest(hours.starts) AS at, LATERAL (
                           SELECT website, %1$s AS n FROM website_hour
                            WHERE partition = -1 AND hour = at ORDER BY %1$s DESC LIMIT 35) AS highest
                     GROUP BY website ORDER BY sum(n) DESC LIMIT 26) AS websites)
            SELECT website, %2$s, array_send(durations) FROM website_hour
             WHERE partition = -1 AND hour = ANY ((SELECT starts FROM hours)::timestamptz[])
               AND website = ANY ((SELECT websites FROM likely)::text[])
            """;

    private final Random random = new Random(1);
    private final Instant start;
    private final int hours;
    private final List<UUID> ids;

    Questions(Instant start, int hours, List<UUID> ids) {
        this.start = start;
        this.hours = hours;
        this.ids = List.copyOf(ids);
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "page",
                        REQUEST + " ORDER BY request.id DESC LIMIT 100",
                        () -> new Asked("/api/v1/requests/get?limit=100", List.of())),
                new Question("id", REQUEST + " WHERE request.id = ?", this::id),
                new Question(
                        "timeFrame",
                        REQUEST + " WHERE request.id >= request_id_floor(?) AND request.id < request_id_floor(?)"
                                + " ORDER BY request.id DESC LIMIT 100",
                        () -> frame("/api/v1/requests/time-frame?limit=100&", 1)),
                new Question(
                        "frequentWebsite",
                        "SELECT website, %1$s FROM website_total ORDER BY %1$s DESC LIMIT 1".formatted(REQUESTS),
                        () -> new Asked("/api/v1/requests/frequent-website", List.of())),
                new Question("top20", TOP.formatted(REQUESTS, OUTCOMES), () -> frame("/api/v1/websites?limit=20&", 24)),
                new Question(
                        "timeSeries",
                        "SELECT start, " + OUTCOMES + ", array_send(durations) FROM request_count"
                                + " WHERE step = 'minute' AND start >= ? AND start < ? ORDER BY start",
                        () -> frame("/api/v1/time-series?", 3)),
                new Question(
                        "incidents",
                        "SELECT incident.*, instance.replaced_deaths"
                                + " FROM incident LEFT JOIN instance ON instance.id = incident.instance_id"
                                + " ORDER BY died_at DESC, instance_id DESC LIMIT 100",
                        () -> new Asked("/api/v1/incidents?limit=100", List.of())));
    }

    /** Questions that no index answers: what bounds them is the frame, or how many requests are looked at. */
    List<Question> further() {
        return List.of(
                new Question(
                        "slowest",
                        REQUEST + " WHERE request.id >= request_id_floor(?) AND request.id < request_id_floor(?)"
                                + " AND duration_nanos IS NOT NULL ORDER BY duration_nanos DESC, request.id DESC LIMIT 100",
                        () -> frame("/api/v1/requests?order=slowest&limit=100&", 1)),
                new Question(
                        "fewFound",
                        "SELECT * FROM (SELECT * FROM request WHERE id >= request_id_floor(?) AND id < request_id_floor(?)"
                                + " ORDER BY id DESC LIMIT 100000) AS looked_at WHERE outcome = 'CRASHED'",
                        () -> frame("/api/v1/requests?outcome=CRASHED&", 24)));
    }

    private Asked id() {
        UUID id = ids.get(random.nextInt(ids.size()));
        return new Asked("/api/v1/requests/get?id=" + id, List.of(id));
    }

    private Asked frame(String path, int length) {
        Instant from = start.plus(Duration.ofHours(random.nextInt(hours - length + 1)));
        Instant to = from.plus(Duration.ofHours(length));
        return new Asked(
                path + "from=" + from + "&to=" + to,
                List.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)));
    }
}
