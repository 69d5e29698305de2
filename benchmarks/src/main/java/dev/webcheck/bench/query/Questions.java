package dev.webcheck.bench.query;

import dev.webcheck.bench.query.Question.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What is asked of the days that have been recorded. */
final class Questions {

    private static final String REQUEST =
            "SELECT request.*, instance.service FROM request LEFT JOIN instance ON instance.id = request.instance_id";
    private static final String REQUESTS = "in_flight + completed + failed + cancelled + abandoned + crashed + unknown";

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
                        "SELECT website, %1$s FROM website_total ORDER BY (%1$s) DESC LIMIT 1".formatted(REQUESTS),
                        () -> new Asked("/api/v1/requests/frequent-website", List.of())),
                new Question(
                        "top20",
                        "SELECT website, sum(%s) FROM website_hour WHERE hour >= ? AND hour < ? GROUP BY website"
                                        .formatted(REQUESTS)
                                + " ORDER BY 2 DESC LIMIT 20",
                        () -> frame("/api/v1/websites?limit=20&", 24)),
                new Question(
                        "timeSeries",
                        "SELECT * FROM request_count WHERE step = 'minute' AND start >= ? AND start < ? ORDER BY start",
                        () -> frame("/api/v1/time-series?", 3)),
                new Question(
                        "incidents",
                        "SELECT * FROM incident ORDER BY died_at DESC, instance_id DESC LIMIT 100",
                        () -> new Asked("/api/v1/incidents?limit=100", List.of())));
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
