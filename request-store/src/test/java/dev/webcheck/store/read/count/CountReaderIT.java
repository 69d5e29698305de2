package dev.webcheck.store.read.count;

import static dev.webcheck.store.read.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.store.read.PostgresResource;
import dev.webcheck.store.read.Rows;
import dev.webcheck.store.write.Settling;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CountReaderIT {

    private static final Instant START = Instant.parse("2025-04-01T00:00:00Z");
    private static final int HOURS = 80;

    /** Requests to a website that started in a minute. */
    private record Counted(Instant minute, String website, int completed, int failed, int crashed) {

        long requests() {
            return (long) completed + failed + crashed;
        }
    }

    @Inject
    CountReader reader;

    @Inject
    DataSource database;

    private final Random random = new Random(7);
    private final List<Counted> known = new ArrayList<>();
    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(database);
        rows.clear();
    }

    @Test
    void the_most_frequent_website_is_counted_over_hours_partitions_and_outcomes() throws SQLException {
        rows.execute("INSERT INTO website_hour VALUES"
                // one partition saw it begin, another saw it end
                + "('2025-04-01T12:00Z', 'b.example', 0,  3, 0, 0, 0, 0, 0, 0, '{}'),"
                + "('2025-04-01T12:00Z', 'b.example', 1, -2, 1, 1, 0, 0, 0, 0, '{}'),"
                + "('2025-04-01T13:00Z', 'b.example', 0,  0, 0, 0, 1, 1, 1, 1, '{}'),"
                + "('2025-04-01T12:00Z', 'a.example', 0,  0, 6, 0, 0, 0, 0, 0, '{}')");

        assertThat(reader.mostFrequentWebsite()).contains(new WebsiteCount("b.example", 7));
    }

    @Test
    void equally_frequent_websites_are_told_apart_by_name() throws SQLException {
        rows.execute("INSERT INTO website_hour VALUES"
                + "('2025-04-01T12:00Z', 'b.example', 0, 0, 6, 0, 0, 0, 0, 0, '{}'),"
                + "('2025-04-01T12:00Z', 'a.example', 0, 0, 6, 0, 0, 0, 0, 0, '{}')");

        assertThat(reader.mostFrequentWebsite()).contains(new WebsiteCount("a.example", 6));
    }

    @Test
    void the_most_frequent_website_is_the_same_whatever_of_it_is_settled() throws SQLException {
        rows.execute(
                "INSERT INTO website_total VALUES ('a.example', 0, 9, 0, 0, 0, 0, 0), ('b.example', 0, 7, 0, 0, 0, 0, 0),"
                        + " ('c.example', 0, 5, 0, 0, 0, 0, 0)");
        assertThat(reader.mostFrequentWebsite()).contains(new WebsiteCount("a.example", 9));

        rows.execute(
                "INSERT INTO website_change VALUES ('2025-04-01T12:00Z', 'b.example', 0, 1, 2, 0, 0, 0, 0, '{3}')");
        assertThat(reader.mostFrequentWebsite()).contains(new WebsiteCount("b.example", 10));

        rows.execute(
                "INSERT INTO website_change VALUES ('2025-04-01T12:00Z', 'd.example', 0, 11, 0, 0, 0, 0, 0, '{11}')");
        assertThat(reader.mostFrequentWebsite()).contains(new WebsiteCount("d.example", 11));

        rows.execute("INSERT INTO website_change VALUES ('2025-04-01T12:00Z', 'd.example', -8, 0, 0, 0, 0, 0, 0, '{}'),"
                + " ('2025-04-01T12:00Z', 'b.example', -8, 0, 0, 0, 0, 0, 0, '{}')");
        assertThat(reader.mostFrequentWebsite()).contains(new WebsiteCount("a.example", 9));
    }

    @Test
    void without_requests_no_website_is_the_most_frequent() {
        assertThat(reader.mostFrequentWebsite()).isEmpty();
    }

    @Test
    void any_top_of_any_frame_is_that_of_all_sums() throws SQLException {
        fill(1_500);
        for (int i = 0; i < 60; i++) {
            Instant from = START.plus(Duration.ofMinutes(random.nextInt(60 * HOURS)));
            Instant to = from.plus(Duration.ofMinutes(1L + random.nextInt(60 * HOURS)));
            int limit = 1 + random.nextInt(6);

            assertThat(names(from, to, WebsiteOrder.REQUESTS, limit))
                    .isEqualTo(highest(from, to, Counted::requests, limit));
            assertThat(names(from, to, WebsiteOrder.FAILURES, limit))
                    .isEqualTo(highest(from, to, Counted::failed, limit));
            assertThat(names(from, to, WebsiteOrder.CRASHES, limit))
                    .isEqualTo(highest(from, to, Counted::crashed, limit));
        }
    }

    @Test
    void a_website_that_is_first_in_no_hour_can_be_the_first_of_all() throws SQLException {
        for (int hour = 0; hour < 20; hour++) {
            Instant at = NOON.plus(Duration.ofHours(hour));
            for (int other = 0; other < 40; other++) {
                count(new Counted(at, "peak-" + hour + "-" + other + ".example", 100, 0, 0));
            }
            count(new Counted(at, "steady.example", 99, 0, 0));
        }
        settle();

        assertThat(names(NOON, NOON.plus(Duration.ofHours(20)), WebsiteOrder.REQUESTS, 1))
                .containsExactly("steady.example 1980");
    }

    @Test
    void of_many_that_are_equal_the_first_by_name_is_found_wherever_it_stands() throws SQLException {
        for (int i = 0; i < 41; i++) {
            String name = i == 20 ? "a.example" : "b-" + i + ".example";
            rows.execute("INSERT INTO website_hour VALUES ('2025-04-01T12:00Z', '" + name
                    + "', -1, 0, 6, 0, 0, 0, 0, 0, '{}')");
        }

        assertThat(names(NOON, NOON.plusSeconds(1), WebsiteOrder.REQUESTS, 1)).containsExactly("a.example 6");
    }

    @Test
    void a_website_comes_with_its_outcomes_and_percentiles() throws SQLException {
        rows.execute(
                "INSERT INTO website_change VALUES"
                        + " ('2025-04-01T12:00Z', 'a.example', 1, 90, 10, 0, 0, 0, 0, array_fill(0, ARRAY[40]) || ARRAY[90, 5, 4, 1])");

        WebsiteRank found = reader.websites(NOON, NOON.plusSeconds(1), WebsiteOrder.REQUESTS, 9)
                .get(0);

        assertThat(found.counts().outcomes())
                .isEqualTo(Map.of(Outcome.IN_FLIGHT, 1L, Outcome.COMPLETED, 90L, Outcome.FAILED, 10L));
        Latency latency = found.counts().latency().orElseThrow();
        // bucket 40 ends at 2^10 microseconds, and holds the lower 90 of 100
        assertThat(latency.p50Nanos() / 1e3).isBetween(Math.pow(2, 39 / 4.0), 1_024.0);
        assertThat(latency.p95Nanos() / 1e3).isBetween(1_217.0, 1_218.0);
        assertThat(latency.p99Nanos() / 1e3).isBetween(1_448.0, 1_449.0);
    }

    @Test
    void hours_that_a_frame_has_not_count_in_no_outcome_and_no_percentile() throws SQLException {
        String slow = "array_fill(0, ARRAY[60]) || ARRAY[100]";
        rows.execute("INSERT INTO website_change VALUES"
                + " ('2025-04-01T02:00Z', 'a.example', 0, 0, 100, 0, 0, 0, 0, " + slow + "),"
                + " ('2025-04-01T23:00Z', 'b.example', 0, 0, 100, 0, 0, 0, 0, " + slow + "),"
                + " ('2025-04-01T12:00Z', 'a.example', 0, 10, 0, 0, 0, 0, 0, array_fill(0, ARRAY[20]) || ARRAY[10])");
        settle();
        Instant from = START.plus(Duration.ofHours(3));
        Instant to = from.plus(Duration.ofHours(19));

        for (WebsiteOrder order : List.of(WebsiteOrder.REQUESTS, WebsiteOrder.LATENCY)) {
            assertThat(reader.websites(from, to, order, 9)).singleElement().satisfies(found -> {
                assertThat(found.website()).isEqualTo("a.example");
                assertThat(found.counts().outcomes()).isEqualTo(Map.of(Outcome.COMPLETED, 10L));
                assertThat(found.counts().latency().orElseThrow().p99Nanos() / 1e3)
                        .isBetween(Math.pow(2, 19 / 4.0), 32.0);
            });
        }
    }

    @Test
    void the_slowest_websites_come_first_by_their_95th_percentile() throws SQLException {
        for (int i = 0; i < 5; i++) {
            rows.execute(("INSERT INTO website_change VALUES ('2025-04-01T12:00Z', 'w%d.example', 0, 9, 0, 0, 0, 0, 0,"
                            + " array_fill(0, ARRAY[%d]) || ARRAY[9])")
                    .formatted(i, 10 * ((i + 3) % 5)));
        }
        rows.execute("INSERT INTO website_change VALUES ('2025-04-01T12:00Z', 'z.example', 9, 0, 0, 0, 0, 0, 0, '{}')");
        settle();

        assertThat(reader.websites(NOON, NOON.plusSeconds(1), WebsiteOrder.LATENCY, 3))
                .extracting(WebsiteRank::website)
                .containsExactly("w1.example", "w0.example", "w4.example");
    }

    @Test
    void a_time_series_is_that_of_all_sums_with_a_point_for_each_step() throws SQLException {
        fill(300);
        Instant from = START.plus(Duration.ofMinutes(90));
        for (TimeStep step : TimeStep.values()) {
            Instant to = from.plus(step.length().multipliedBy(30)).plusSeconds(5);

            CountSeries series = reader.timeSeries(from, to, step, Optional.empty());

            List<TimePoint> points = series.points();
            assertThat(points).hasSize(31);
            assertThat(series.total().requests())
                    .isEqualTo(sum(step.floor(from), step.ceiling(to), "", Counted::requests));
            assertThat(points.get(0).at()).isEqualTo(step.floor(from));
            assertThat(points).allSatisfy(point -> assertThat(point.counts().requests())
                    .as("%s %s", step, point.at())
                    .isEqualTo(sum(point.at(), point.at().plus(step.length()), "", Counted::requests)));
        }
    }

    @Test
    void a_time_series_of_a_website_is_that_of_its_sums() throws SQLException {
        fill(600);
        for (TimeStep step : List.of(TimeStep.HOUR, TimeStep.DAY)) {
            List<TimePoint> points = reader.timeSeries(
                            START, START.plus(Duration.ofHours(HOURS)), step, Optional.of("w2.example"))
                    .points();

            assertThat(points).allSatisfy(point -> assertThat(point.counts().requests())
                    .as("%s %s", step, point.at())
                    .isEqualTo(sum(point.at(), point.at().plus(step.length()), "w2.example", Counted::requests)));
        }
    }

    @Test
    void the_percentiles_of_a_whole_frame_are_those_of_all_its_durations() throws SQLException {
        // 90 short ones in one minute, 10 long ones in another
        rows.execute("INSERT INTO minute_change VALUES"
                + " ('2025-04-01T12:00Z', 0, 90, 0, 0, 0, 0, 0, array_fill(0, ARRAY[40]) || ARRAY[90]),"
                + " ('2025-04-01T12:01Z', 1, 0, 10, 0, 0, 0, 0, array_fill(0, ARRAY[80]) || ARRAY[10])");

        RequestCounts total = reader.timeSeries(NOON, NOON.plusSeconds(120), TimeStep.MINUTE, Optional.empty())
                .total();

        assertThat(total.outcomes())
                .isEqualTo(Map.of(Outcome.IN_FLIGHT, 1L, Outcome.COMPLETED, 90L, Outcome.FAILED, 10L));
        Latency latency = total.latency().orElseThrow();
        assertThat(latency.p50Nanos() / 1e3).isBetween(Math.pow(2, 39 / 4.0), Math.pow(2, 10));
        assertThat(latency.p95Nanos() / 1e3).isBetween(Math.pow(2, 79 / 4.0), Math.pow(2, 20));
        assertThat(latency.p99Nanos()).isGreaterThan(latency.p95Nanos());
    }

    @Test
    void a_frame_without_requests_has_none_in_total() {
        assertThat(reader.timeSeries(NOON, NOON.plusSeconds(60), TimeStep.MINUTE, Optional.empty())
                        .total())
                .isEqualTo(RequestCounts.NONE);
    }

    @Test
    void too_many_points_and_the_minutes_of_a_website_are_refused() {
        assertThatThrownBy(
                        () -> reader.timeSeries(NOON, NOON.plus(Duration.ofDays(2)), TimeStep.MINUTE, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> reader.timeSeries(NOON, NOON.plusSeconds(60), TimeStep.MINUTE, Optional.of("a.example")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Some of it settled, some not. */
    private void fill(int requests) throws SQLException {
        for (int i = 0; i < requests; i++) {
            count(new Counted(
                    START.plus(Duration.ofMinutes(random.nextInt(60 * HOURS))),
                    "w" + (int) Math.pow(30, random.nextDouble()) + ".example",
                    random.nextInt(4),
                    random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0,
                    random.nextInt(12) == 0 ? 1 : 0));
            if (random.nextInt(200) == 0) {
                settle();
            }
        }
    }

    private void settle() throws SQLException {
        new Settling(database).settle();
    }

    private void count(Counted counted) throws SQLException {
        known.add(counted);
        String counts = "0, %d, %d, 0, 0, %d, 0, '{0, 0, %d}'"
                .formatted(counted.completed(), counted.failed(), counted.crashed(), counted.completed());
        Instant hour = TimeStep.HOUR.floor(counted.minute());
        rows.execute("INSERT INTO website_change VALUES ('%s', '%s', %s)".formatted(hour, counted.website(), counts)
                + "; INSERT INTO minute_change VALUES ('%s', %s)".formatted(counted.minute(), counts));
    }

    private List<String> names(Instant from, Instant to, WebsiteOrder order, int limit) {
        ToLongFunction<RequestCounts> measure = counts -> switch (order) {
            case FAILURES -> counts.of(Outcome.FAILED);
            case CRASHES -> counts.of(Outcome.CRASHED);
            default -> counts.requests();
        };
        return reader.websites(from, to, order, limit).stream()
                .map(rank -> rank.website() + " " + measure.applyAsLong(rank.counts()))
                .toList();
    }

    private List<String> highest(Instant from, Instant to, ToLongFunction<Counted> measure, int limit) {
        Map<String, Long> sums = new TreeMap<>();
        known.stream()
                .filter(counted -> !counted.minute().isBefore(TimeStep.HOUR.floor(from))
                        && counted.minute().isBefore(TimeStep.HOUR.ceiling(to)))
                .forEach(counted -> sums.merge(counted.website(), measure.applyAsLong(counted), Long::sum));
        return sums.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    private long sum(Instant from, Instant to, String website, ToLongFunction<Counted> measure) {
        return known.stream()
                .filter(counted -> website.isEmpty() || counted.website().equals(website))
                .filter(counted ->
                        !counted.minute().isBefore(from) && counted.minute().isBefore(to))
                .mapToLong(measure)
                .sum();
    }
}
