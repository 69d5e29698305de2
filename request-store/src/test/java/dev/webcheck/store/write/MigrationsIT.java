package dev.webcheck.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Migrations of a database that is in use by workers and readers of the version before. */
class MigrationsIT {

    /** What a worker of the schema's second version does with a request. */
    private static final String WRITE = """
            BEGIN;
            INSERT INTO instance (id, state, partition, heard_tick, lease_ticks, first_heard_at, last_heard_at)
            VALUES ('00000000-0000-0000-0000-00000000000%1$d', 'ALIVE', %1$d, 1, 10, now(), now())
                ON CONFLICT (id) DO UPDATE SET last_heard_at = now(), begun = instance.begun + 1;
            INSERT INTO request (id, instance_id, outcome, method, url, website, trace_id)
            VALUES ('%2$s', '00000000-0000-0000-0000-00000000000%1$d', 'IN_FLIGHT', 'GET', 'http://a/', 'a', NULL);
            UPDATE request SET outcome = 'COMPLETED', duration_nanos = 1, status_code = 200 WHERE id = '%2$s';
            INSERT INTO website_hour AS was VALUES ('2026-01-01Z', 'a', %1$d, 0, 1, 0, 0, 0, 0, 0, '{1}')
                ON CONFLICT (hour, website, partition) DO UPDATE SET completed = was.completed + 1;
            COMMIT""";

    private final Database database = Database.empty();

    @BeforeEach
    void migrateToTheVersionBefore() {
        database.migrate("2");
    }

    @Test
    void workers_and_readers_of_the_version_before_go_on_while_it_migrates() throws Exception {
        AtomicBoolean migrated = new AtomicBoolean();
        ExecutorService users = Executors.newFixedThreadPool(3);
        try {
            List<Future<Use>> uses = List.of(
                    users.submit(using(migrated, number -> WRITE.formatted(1, id(1, number)))),
                    users.submit(using(migrated, number -> WRITE.formatted(2, id(2, number)))),
                    users.submit(using(migrated, number -> "SELECT * FROM request ORDER BY id DESC LIMIT 100")));
            migrateInTheEnd();
            migrated.set(true);

            int written = uses.get(0).get().times() + uses.get(1).get().times();
            assertThat(database.text("SELECT count(*) FROM request")).isEqualTo(String.valueOf(written));
            assertThat(database.text("SELECT sum(completed) FROM website_hour")).isEqualTo(String.valueOf(written));
            for (Future<Use> use : uses) {
                assertThat(use.get().longest()).isLessThan(Duration.ofSeconds(5));
            }
        } finally {
            migrated.set(true);
            users.shutdownNow();
        }
    }

    @Test
    void a_migration_that_would_hold_everybody_up_gives_up_and_can_be_tried_again() throws Exception {
        try (Connection user = database.dataSource().getConnection();
                Statement use = user.createStatement()) {
            user.setAutoCommit(false);
            use.execute("SELECT 1 FROM request");

            assertThatThrownBy(() -> database.migrate("latest"))
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("lock timeout");
        }
        database.migrate("latest");
        assertThat(database.text("SELECT requests_from = 'epoch' FROM retention"))
                .isEqualTo("t");
    }

    /** As the workers do. */
    private void migrateInTheEnd() {
        await().atMost(Duration.ofSeconds(60))
                .ignoreException(FlywayException.class)
                .untilAsserted(() -> database.migrate("latest"));
    }

    private interface Sql {
        String of(int number);
    }

    private record Use(int times, Duration longest) {}

    /** Goes on until a while after the migration. */
    private Callable<Use> using(AtomicBoolean migrated, Sql sql) {
        return () -> {
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                long longest = 0;
                int times = 0;
                for (int after = 0; after < 50; times++) {
                    long begun = System.nanoTime();
                    statement.execute(sql.of(times));
                    longest = Math.max(longest, System.nanoTime() - begun);
                    after += migrated.get() ? 1 : 0;
                }
                return new Use(times, Duration.ofNanos(longest));
            }
        };
    }

    private static String id(int writer, int number) {
        return "019a0000-0000-7000-8000-%04x%08x".formatted(writer, number);
    }
}
