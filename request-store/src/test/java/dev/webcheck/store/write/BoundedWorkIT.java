package dev.webcheck.store.write;

import static dev.webcheck.correlation.rule.Stories.at;
import static dev.webcheck.correlation.rule.Stories.begin;
import static dev.webcheck.correlation.rule.Stories.end;
import static dev.webcheck.correlation.rule.Stories.heartbeat;
import static dev.webcheck.correlation.rule.Stories.instance;
import static dev.webcheck.correlation.rule.Stories.request;
import static dev.webcheck.correlation.rule.Stories.stopped;
import static dev.webcheck.correlation.rule.Stories.tick;
import static dev.webcheck.correlation.rule.Stories.ticks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.rule.Arrival;
import dev.webcheck.correlation.rule.Correlation;
import dev.webcheck.correlation.rule.Rules;
import dev.webcheck.event.StopReason;
import dev.webcheck.local.EmbeddedPostgres;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a transaction reads has a bound, and what it reads and writes is in proportion to what changes. */
@NullUnmarked
class BoundedWorkIT {

    private static final int MANY = 3_000;
    private static final Rules RULES = Rules.withDeadline(Duration.ofHours(1));

    private static EmbeddedPostgres postgres;
    private static PGSimpleDataSource database;

    private final AtomicInteger mostLoaded = new AtomicInteger();

    @BeforeAll
    static void startPostgres() throws SQLException {
        postgres = EmbeddedPostgres.startTemporary();
        database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl());
        database.setUser(postgres.username());
        database.setPassword(postgres.password());
        Flyway.configure().dataSource(database).load().migrate();
        execute("""
                CREATE SEQUENCE rewritten_rows;
                CREATE FUNCTION count_rewrite() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM nextval(''rewritten_rows''); RETURN NULL; END';
                CREATE TRIGGER rewritten AFTER DELETE ON request FOR EACH ROW EXECUTE FUNCTION count_rewrite()""");
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("DELETE FROM request; DELETE FROM instance; DELETE FROM partition_clock; DELETE FROM incident;"
                + "DELETE FROM instance_hour");
        forgetRewrites();
    }

    @Test
    void a_sender_without_heartbeats_does_not_have_its_requests_rewritten_by_each_event() throws SQLException {
        int open = 10_000;
        int events = 100;
        store(begins(open));
        forgetRewrites();

        long second = 0;
        for (int event = 0; event < events; event++) {
            store(ticks(second + 1, second + 15));
            second += 16;
            store(List.of(at(second, begin(request(open + event, second), 1))));
        }

        // presumed dead and taken back, once
        assertThat(rewrites()).isEqualTo(2L * open);
        assertThat(text("SELECT count(*) FROM request WHERE outcome = 'IN_FLIGHT'"))
                .isEqualTo(String.valueOf(open + events));
    }

    @Test
    void an_end_of_a_dead_instance_reads_and_writes_one_request() throws SQLException {
        store(begins(MANY));
        store(ticks(1, 15));
        forgetRewrites();

        store(List.of(at(20, end(request(7, 0), 1))));

        assertThat(rewrites()).isEqualTo(1);
        assertThat(mostLoaded).hasValue(1);
        assertThat(text("SELECT possibly_executed FROM incident")).isEqualTo(String.valueOf(MANY - 1));
    }

    @Test
    void a_heartbeat_reads_neither_what_it_still_lists_nor_what_is_lost() throws SQLException {
        store(begins(MANY));
        UUID[] open = {request(1, 0), request(2, 0)};
        store(List.of(at(2, heartbeat(1, 1, 1, open))));
        assertThat(text("SELECT count(*) FROM request WHERE detector = 'reconciled'"))
                .isEqualTo(String.valueOf(MANY - 2));
        forgetRewrites();

        store(List.of(at(4, heartbeat(1, 2, 3, open)), at(6, heartbeat(1, 3, 5, open))));
        assertThat(mostLoaded).hasValue(0);

        store(List.of(at(8, heartbeat(1, 4, 7, open[0]))));
        assertThat(mostLoaded).hasValue(1);
        assertThat(rewrites()).isEqualTo(1);
    }

    @Test
    void a_death_does_not_read_what_is_lost_or_overdue() throws SQLException {
        store(begins(MANY));
        store(List.of(at(3_602, begin(request(MANY, 3_601), 1))));
        assertThat(text("SELECT count(*) FROM request WHERE detector = 'deadline'"))
                .isEqualTo(String.valueOf(MANY));
        forgetRewrites();

        store(ticks(3_603, 3_620));
        store(List.of(at(3_621, begin(request(MANY + 1, 3_603), 1))));

        assertThat(mostLoaded).hasValue(1);
        assertThat(rewrites()).isEqualTo(2);
    }

    @Test
    void no_transaction_reads_more_rows_than_it_may_whatever_decides_them() throws SQLException {
        Bounds bounds = new Bounds(300, Long.MAX_VALUE);
        store(begins(MANY));
        List<Arrival> ends = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            ends.add(at(1, end(request(n, 0), 1)));
        }

        store(bounds, ends);
        store(bounds, ticks(2, 20));
        store(bounds, List.of(at(21, begin(request(MANY, 1), 1)), tick(22)));
        store(bounds, ticks(23, 80));
        store(bounds, List.of(at(81, heartbeat(1, 1, 0))));
        store(bounds, List.of(at(82, heartbeat(1, 2, 2))));
        assertThat(text("SELECT count(*) FROM request WHERE detector = 'reconciled'"))
                .isEqualTo("2001");
        store(bounds, List.of(at(83, heartbeat(1, 3, 0))));
        store(bounds, List.of(at(84, heartbeat(1, 4, 2, request(2_000, 0)))));
        store(bounds, List.of(at(85, stopped(1, 5, StopReason.DIED, request(2_000, 0)))));

        assertThat(mostLoaded).hasValueBetween(150, 300);
        assertThat(text("SELECT string_agg(outcome || ' ' || n, ', ' ORDER BY outcome) FROM"
                        + " (SELECT outcome, count(*) AS n FROM request GROUP BY outcome) AS counts"))
                .isEqualTo("COMPLETED 1000, CRASHED 1, UNKNOWN 2000");
        assertThat(text("SELECT sum(completed) || ' ' || sum(crashed) || ' ' || sum(unknown) || ' ' || sum(in_flight)"
                        + " FROM instance_hour"))
                .isEqualTo("1000 1 2000 0");
        assertThat(text("SELECT possibly_executed FROM incident")).isEqualTo("1");
    }

    @Test
    void no_transaction_reads_more_bytes_than_it_may() throws SQLException {
        String website = "w".repeat(200) + ".example";
        List<Arrival> begins = new ArrayList<>();
        List<Arrival> ends = new ArrayList<>();
        for (int n = 0; n < 2_000; n++) {
            begins.add(at(0, begin(request(n, 0), 1, website, Optional.empty(), Map.of("x", "y".repeat(1_000)))));
            ends.add(at(1, end(request(n, 0), 1)));
        }
        store(begins);

        store(new Bounds(Integer.MAX_VALUE, 300_000), ends);

        assertThat(mostLoaded).hasValueBetween(100, 220);
        assertThat(text("SELECT count(*) FROM request WHERE outcome = 'COMPLETED'"))
                .isEqualTo("2000");
    }

    @Test
    void many_instances_whose_lease_runs_out_at_one_tick_die_at_it() throws SQLException {
        List<Arrival> begins = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            begins.add(at(0, begin(request(n, 0), n)));
        }
        store(begins);
        store(new Bounds(7, Long.MAX_VALUE), ticks(1, 12));

        assertThat(text("SELECT count(*) || ' ' || count(DISTINCT died_at) || ' ' || min(died_at AT TIME ZONE 'UTC')"
                        + " FROM incident"))
                .isEqualTo("100 1 2026-03-01 10:59:56");
        assertThat(text("SELECT ticks FROM partition_clock")).isEqualTo("12");
        assertThat(text("SELECT count(*) FROM request WHERE outcome = 'CRASHED'"))
                .isEqualTo("100");
        assertThat(text("SELECT count(*) FROM instance WHERE verdicts_pending_at IS NOT NULL"))
                .isEqualTo("0");
    }

    @Test
    void large_instances_that_die_at_one_tick_are_decided_one_after_the_other() throws SQLException {
        List<Arrival> begins = new ArrayList<>();
        for (int n = 0; n < MANY; n++) {
            begins.add(at(0, begin(request(n, 0), n % 3)));
        }
        store(begins);
        mostLoaded.set(0);
        store(new Bounds(300, Long.MAX_VALUE), ticks(1, 12));

        assertThat(mostLoaded).hasValueBetween(150, 301);
        assertThat(text("SELECT count(*) FROM request WHERE outcome = 'CRASHED'"))
                .isEqualTo(String.valueOf(MANY));
        assertThat(text("SELECT string_agg(possibly_executed::text, ' ') FROM incident"))
                .isEqualTo("1000 1000 1000");
    }

    @Test
    void what_a_worker_left_pending_is_done_by_whoever_reads_the_partition_next() throws SQLException {
        Bounds bounds = new Bounds(300, Long.MAX_VALUE);
        store(begins(MANY));
        store(ticks(1, 10));
        List<Arrival> death = List.of(tick(11));
        new CorrelationStore(database, bounds).correlate(new Correlation(RULES, death));
        assertThat(text("SELECT state FROM instance WHERE id = '" + instance(1) + "'"))
                .isEqualTo("PRESUMED_DEAD");
        assertThat(text("SELECT count(*) FROM request WHERE outcome = 'CRASHED'"))
                .isEqualTo("0");
        assertThat(text("SELECT count(*) FROM incident")).isEqualTo("0");

        store(bounds, ticks(12, 13));

        assertThat(text("SELECT count(*) || ' ' || count(DISTINCT verdict_at) FROM request WHERE outcome = 'CRASHED'"))
                .isEqualTo(MANY + " 1");
        assertThat(text("SELECT possibly_executed FROM incident")).isEqualTo(String.valueOf(MANY));
    }

    @Test
    void a_batch_that_has_to_wait_for_verdicts_of_another_worker_after_all_leaves_its_requests_as_they_are()
            throws SQLException {
        store(begins(2));
        Correlation ends = new Correlation(RULES, List.of(at(1, end(request(0, 0), 1)), at(1, end(request(1, 0), 1))));
        DataSource meanwhile = whenInstancesAreRead("""
                UPDATE instance SET verdicts_pending_at = now(), verdicts_pending_after = gen_random_uuid(),
                    verdicts_pending_not_sent = 0, verdicts_pending_possibly_executed = 0,
                    verdicts_pending_answer_lost = 0""");

        Stored waits = new CorrelationStore(meanwhile).correlate(ends);

        assertThat(waits.progress()).isEqualTo(Stored.Progress.UNFINISHED);
        assertThat(text("SELECT count(*) FROM request WHERE outcome = 'IN_FLIGHT' AND url IS NOT NULL"))
                .isEqualTo("2");
        store(List.of(at(1, end(request(0, 0), 1)), at(1, end(request(1, 0), 1))));
        assertThat(text("SELECT count(*) FROM request WHERE outcome = 'COMPLETED'"))
                .isEqualTo("2");
    }

    /** A database in which another worker does something just before a transaction reads its instances. */
    private static DataSource whenInstancesAreRead(String sql) {
        return proxy(DataSource.class, (getConnection, none) -> {
            Connection real = database.getConnection();
            return proxy(Connection.class, (method, arguments) -> {
                if (method.getName().equals("prepareStatement") && ((String) arguments[0]).contains("heard_tick")) {
                    execute(sql);
                }
                return method.invoke(real, arguments);
            });
        });
    }

    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.of(method, arguments)));
    }

    private static List<Arrival> begins(int count) {
        List<Arrival> begins = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            begins.add(at(0, begin(request(n, 0), 1)));
        }
        return begins;
    }

    private void store(List<Arrival> batch) throws SQLException {
        store(Bounds.OF_A_WORKER, batch);
    }

    private void store(Bounds bounds, List<Arrival> batch) throws SQLException {
        new StoredBatches(new CorrelationStore(database, bounds), RULES, () -> {}, mostLoaded).store(batch);
    }

    private void forgetRewrites() throws SQLException {
        mostLoaded.set(0);
        execute("SELECT setval('rewritten_rows', 1, false)");
    }

    private static long rewrites() throws SQLException {
        return Long.parseLong(text("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM rewritten_rows"));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
