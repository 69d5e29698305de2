package dev.webcheck.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.correlation.rule.Correlation;
import dev.webcheck.correlation.rule.Stories;
import dev.webcheck.correlation.rule.WatchedCorrelation;
import dev.webcheck.store.write.Retention.Dropped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Age in a real database. */
@SuppressWarnings("NullAway.Init")
class RetentionIT {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration YEAR = Duration.ofDays(400);
    private static final Duration FOR_EVER = Duration.ZERO;

    private static Database database;

    private final Retention retention = new Retention(database.dataSource());
    private final CorrelationStore store = new CorrelationStore(database.dataSource());

    @BeforeAll
    static void startDatabase() {
        database = Database.empty();
        database.migrate("latest");
    }

    @BeforeEach
    void empty() {
        database.execute(
                "DELETE FROM request; DELETE FROM instance; DELETE FROM incident; DELETE FROM website_change;"
                        + " DELETE FROM minute_change; DELETE FROM website_hour;"
                        + " DELETE FROM website_day; DELETE FROM website_total; DELETE FROM request_count;"
                        + " DELETE FROM instance_hour; DELETE FROM incident_note; UPDATE retention SET requests_from = 'epoch'");
    }

    @Test
    void days_that_are_too_old_go_with_all_their_requests_and_their_counts_stay() throws SQLException {
        day(40);
        day(0);
        request(40);
        request(0);
        count(40);

        Dropped dropped = retention.drop(MONTH, YEAR);

        assertThat(dropped.partitions()).isEqualTo(1);
        assertThat(dropped.requestsFrom()).isEqualTo(Instant.now().minus(MONTH).truncatedTo(ChronoUnit.DAYS));
        assertThat(rows("request")).isEqualTo(1);
        assertThat(rows("website_hour")).isEqualTo(1);
        assertThat(retention.drop(MONTH, YEAR).partitions()).isZero();
    }

    @Test
    void a_day_that_ends_within_what_is_kept_stays() throws SQLException {
        day(30);
        request(30);

        assertThat(retention.drop(MONTH, YEAR).partitions()).isZero();
        assertThat(rows("request")).isEqualTo(1);
        assertThat(retention.drop(Duration.ofDays(29), YEAR).partitions()).isEqualTo(1);
    }

    @Test
    void old_requests_that_stand_in_no_day_go_too() throws SQLException {
        request(5_000);
        request(45);
        request(-3_000);

        assertThat(retention.drop(MONTH, YEAR).requests()).isEqualTo(2);
        assertThat(rows("request_default")).isEqualTo(1);
    }

    @Test
    void nothing_goes_when_all_is_kept_for_ever() throws SQLException {
        day(40);
        request(40);
        count(1_000);

        Dropped dropped = retention.drop(FOR_EVER, YEAR);

        assertThat(dropped.requestsFrom()).isEqualTo(Instant.EPOCH);
        assertThat(rows("request")).isEqualTo(1);
        assertThat(rows("website_hour")).isEqualTo(1);
        database.execute("DROP TABLE " + partition(40));
    }

    @Test
    void counts_instances_and_incidents_go_later_but_no_instance_that_lives() throws SQLException {
        for (int age : List.of(500, 300)) {
            count(age);
            instance(age, "PRESUMED_DEAD");
            instance(age, "ALIVE");
        }

        assertThat(retention.drop(MONTH, YEAR).rows()).isEqualTo(4);

        assertThat(rows("website_hour")).isEqualTo(1);
        assertThat(rows("instance_hour")).isEqualTo(1);
        assertThat(rows("incident")).isEqualTo(1);
        assertThat(rows("instance")).isEqualTo(3);
        assertThat(retention.drop(MONTH, FOR_EVER).rows()).isZero();
    }

    @Test
    void notes_go_when_there_is_nothing_any_more_that_they_are_on() throws SQLException {
        UUID incident = UUID.randomUUID();
        UUID instance = UUID.randomUUID();
        UUID nothing = UUID.randomUUID();
        database.execute("INSERT INTO incident VALUES ('" + incident + "', 'checkout', now(), 'lease', now(), 0, 0, 0);"
                + " INSERT INTO instance (id, state, partition, heard_tick, lease_ticks, first_heard_at, last_heard_at)"
                + " VALUES ('" + instance + "', 'ALIVE', 0, 0, 10, now(), now())");
        note(incident, 500);
        note(instance, 500);
        note(nothing, 500);
        note(nothing, 300);

        assertThat(retention.drop(MONTH, YEAR).rows()).isEqualTo(1);

        assertThat(rows("incident_note")).isEqualTo(3);
        assertThat(rows("incident_note WHERE instance_id = '" + nothing + "'")).isEqualTo(1);
    }

    @Test
    void the_days_of_websites_go_from_their_totals_too() throws SQLException {
        count(500);
        count(300);
        count(300, "other.example");
        count(500, "forgotten.example");
        new Settling(database.dataSource()).settle();

        retention.drop(MONTH, YEAR);

        assertThat(rows("website_day")).isEqualTo(2);
        assertThat(database.text(
                        "SELECT string_agg(website || ' ' || completed, ', ' ORDER BY website) FROM website_total"))
                .isEqualTo("other.example 1, shop.example 1");
    }

    @Test
    void counts_are_kept_at_least_as_long_as_their_requests() throws SQLException {
        count(20);
        count(40);

        assertThat(retention.drop(MONTH, Duration.ofDays(1)).rows()).isEqualTo(3);
        assertThat(rows("website_hour")).isEqualTo(1);
    }

    @Test
    void a_batch_is_told_from_when_on_there_are_requests_and_that_never_moves_back() throws SQLException {
        assertThat(requestsFromInABatch()).isEqualTo(Instant.EPOCH);

        Instant from = retention.drop(MONTH, YEAR).requestsFrom();
        assertThat(requestsFromInABatch()).isEqualTo(from);
        retention.drop(Duration.ofDays(90), YEAR);
        assertThat(requestsFromInABatch()).isEqualTo(from);
    }

    @Test
    void a_day_in_use_is_left_to_the_next_time_and_nobody_waits_for_long() throws SQLException {
        day(40);
        try (Connection user = database.dataSource().getConnection();
                Statement use = user.createStatement()) {
            user.setAutoCommit(false);
            use.execute("SELECT 1 FROM request");
            long begun = System.nanoTime();

            Dropped dropped = retention.drop(MONTH, YEAR);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(dropped.partitions()).isZero();
            assertThat(dropped.postponed()).isEqualTo(1);
        }
        assertThat(retention.drop(MONTH, YEAR).partitions()).isEqualTo(1);
    }

    @Test
    void a_request_that_goes_while_its_end_is_stored_does_not_come_back() throws SQLException {
        UUID request = Stories.request(1, 0);
        store.correlate(new Correlation(Stories.RULES, List.of(Stories.at(0, Stories.begin(request, 1)))));
        Correlation end = new Correlation(Stories.RULES, List.of(Stories.at(1, Stories.end(request, 1))));

        assertThatThrownBy(() ->
                        store.correlate(new WatchedCorrelation(end, before -> database.execute("DELETE FROM request"))))
                .isInstanceOfSatisfying(SQLException.class, again -> assertThat(again.getSQLState())
                        .startsWith("40"));

        assertThat(rows("request")).isZero();
    }

    @Test
    void an_end_that_comes_too_late_leaves_its_request_as_it_is() throws SQLException {
        UUID request = Stories.request(1, 0);
        store.correlate(new Correlation(Stories.RULES, List.of(Stories.at(0, Stories.begin(request, 1)))));
        database.execute("UPDATE retention SET requests_from = now()");

        store.correlate(new Correlation(
                Stories.RULES,
                List.of(Stories.at(1, Stories.end(request, 1)), Stories.at(1, Stories.heartbeat(1, 1, 0)))));

        assertThat(rows("request WHERE outcome = 'IN_FLIGHT' AND url IS NOT NULL"))
                .isEqualTo(1);
    }

    private Instant requestsFromInABatch() throws SQLException {
        List<Instant> from = new ArrayList<>();
        store.correlate(new WatchedCorrelation(
                new Correlation(Stories.RULES, List.of()), before -> from.add(before.requestsFrom())));
        return from.get(0);
    }

    private void day(int age) throws SQLException {
        store.ensurePartitions(at(age), at(age));
    }

    private static Instant at(int age) {
        return Instant.now().minus(Duration.ofDays(age));
    }

    private static String partition(int age) {
        return "request_" + at(age).toString().substring(0, 10).replace("-", "");
    }

    private static void request(int age) {
        String time = "%012x".formatted(at(age).toEpochMilli());
        String id = time.substring(0, 8) + "-" + time.substring(8) + "-7000-8000-" + "000000000001";
        database.execute("INSERT INTO request (id, instance_id, outcome) VALUES ('%s', gen_random_uuid(), 'IN_FLIGHT')"
                .formatted(id));
    }

    private static void count(int age, String website) {
        database.execute("INSERT INTO website_change VALUES (date_trunc('hour', timestamptz '%s'), '%s',"
                        .formatted(at(age), website)
                + " 0, 1, 0, 0, 0, 0, 0, '{1}')");
    }

    private static void count(int age) {
        database.execute(("INSERT INTO website_hour VALUES (date_trunc('hour', timestamptz '%s'), 'shop.example', 0,"
                        + " 0, 1, 0, 0, 0, 0, 0, '{}');"
                        + " INSERT INTO instance_hour (instance_id, hour) VALUES (gen_random_uuid(), '%1$s');"
                        + " INSERT INTO incident VALUES (gen_random_uuid(), 'checkout', '%1$s', 'lease', '%1$s', 0, 0, 0)")
                .formatted(at(age)));
    }

    private static void instance(int age, String state) {
        database.execute(("INSERT INTO instance (id, state, partition, heard_tick, lease_ticks, first_heard_at,"
                        + " last_heard_at) VALUES ('%s', '%s', 0, 0, 10, '%s', '%3$s')")
                .formatted(UUID.randomUUID(), state, at(age)));
    }

    private static void note(UUID instance, int age) {
        database.execute("INSERT INTO incident_note VALUES (gen_random_uuid(), '%s', NULL, 'x', '%s', 0)"
                .formatted(instance, at(age)));
    }

    private static long rows(String table) {
        return Optional.of(database.text("SELECT count(*) FROM " + table))
                .map(Long::valueOf)
                .orElseThrow();
    }
}
