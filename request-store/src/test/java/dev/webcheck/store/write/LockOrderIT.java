package dev.webcheck.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.rule.Arrival;
import dev.webcheck.correlation.rule.Stories;
import dev.webcheck.event.Event;
import dev.webcheck.event.StopReason;
import dev.webcheck.local.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Three workers with four lanes each that read the same partitions, in which the same instances are told at once. They wait for one
 * another, but never in a circle.
 */
class LockOrderIT {

    private static final List<StopReason> REASONS = List.copyOf(EnumSet.allOf(StopReason.class));

    private static final int THREADS = 3 * 4;
    private static final int PARTITIONS = 24;
    /** Few at a time: those of one partition wait for one another anyway. */
    private static final double SHARE = 0.08;

    private static final int INSTANCES = 8;
    private static final int REQUESTS = 200;
    private static final int EVENTS = Integer.getInteger("webcheck.test.lock-order-events", 800);

    @Test
    void workers_that_meet_the_same_instances_and_hours_never_deadlock() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary()) {
            PGSimpleDataSource real = new PGSimpleDataSource();
            real.setUrl(postgres.jdbcUrl());
            real.setUser(postgres.username());
            real.setPassword(postgres.password());
            real.setOptions("-c synchronous_commit=off -c deadlock_timeout=50ms");
            Flyway.configure().dataSource(real).load().migrate();
            UnreliableDatabase database = new UnreliableDatabase(real);
            Random random = new Random(22);
            WorkersAtOnce workers = new WorkersAtOnce(database, new Bounds(50, Long.MAX_VALUE), log(random), SHARE);

            workers.work(threads, THREADS, random);

            assertThat(workers.deadlocks()).isZero();
            assertThat(text(real, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
                    .isEqualTo("0");
            assertThat(text(real, "SELECT count(*) FROM instance WHERE verdicts_pending_at IS NOT NULL"))
                    .isEqualTo("0");
            assertThat(text(
                            real,
                            "SELECT sum(completed) || ' ' || sum(crashed) || ' ' || sum(unknown) || ' '"
                                    + " || sum(in_flight) FROM website_hour_count"))
                    .isEqualTo(
                            text(
                                    real,
                                    "SELECT count(*) FILTER (WHERE outcome = 'COMPLETED') || ' ' ||"
                                            + " count(*) FILTER (WHERE outcome = 'CRASHED') || ' ' ||"
                                            + " count(*) FILTER (WHERE outcome = 'UNKNOWN') || ' ' ||"
                                            + " count(*) FILTER (WHERE outcome = 'IN_FLIGHT') FROM request WHERE method IS NOT NULL"));
            assertThat(text(real, """
                    SELECT count(*) FROM incident i
                     WHERE not_sent + possibly_executed + answer_lost
                           <> (SELECT count(*) FROM request r
                                WHERE r.instance_id = i.instance_id AND r.outcome = 'CRASHED')""")).isEqualTo("0");
            database.close();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each event in any partition, between ticks of all of them; now and then a request is told as another instance's. */
    private static List<Arrival> log(Random random) {
        List<Arrival> log = new ArrayList<>();
        List<Integer> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(partition);
        }
        for (int i = 0; i < EVENTS; i++) {
            log.add(new Arrival.OfEvent(random.nextInt(PARTITIONS), Stories.START.plusSeconds(i), event(i, random)));
            if (i % 10 == 0) {
                Collections.shuffle(partitions, random);
                for (int partition : partitions) {
                    log.add(new Arrival.OfTick(partition, Stories.START.plusSeconds(i), 1_000_000L + i));
                }
            }
        }
        return log;
    }

    private static Event event(int i, Random random) {
        int n = random.nextInt(REQUESTS);
        // an hour begins 15 s after the start of the story
        UUID request = Stories.request(n, n / 4);
        int instance = random.nextInt(20) == 0 ? random.nextInt(INSTANCES) : n % INSTANCES;
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> Stories.begin(request, instance, "site" + n % 3 + ".example");
            case 4, 5 -> Stories.end(request, instance);
            case 6 ->
                Stories.heartbeat(
                        instance, i + 1L, Duration.ofSeconds(2 + random.nextInt(20)), random.nextInt(50), request);
            default -> Stories.stopped(instance, i + 1L, REASONS.get(random.nextInt(REASONS.size())), request);
        };
    }

    private static String text(PGSimpleDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
