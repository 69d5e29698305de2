package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.local.EmbeddedKafka;
import dev.webcheck.local.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of a worker, and an instance whose open requests do not fit into its heap. docs/adr/0022 has the figures of a million
 * of them at the heap that the Kubernetes manifests give.
 */
@NullUnmarked
class LargeInstanceIT {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final String HEAP = "-Xmx96m";

    /** With their URLs they take 180 MB. */
    private static final int OPEN_REQUESTS = 60_000;

    private static final int URL_LENGTH = 3_000;

    private final UUID instance = UUID.randomUUID();
    private final EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
    private final EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();

    @TempDir
    Path folder;

    private Process worker;
    private TopicClient topic;

    @BeforeEach
    void start() throws IOException {
        worker = startWorker();
        topic = new TopicClient(kafka.bootstrapServers());
    }

    @AfterEach
    void stop() {
        worker.destroyForcibly();
        topic.close();
        kafka.close();
        postgres.close();
    }

    @Test
    void its_requests_crash_with_it_and_are_in_flight_again_when_it_lives() throws IOException {
        await().atMost(LONGEST).until(this::isReady);
        execute("""
                INSERT INTO request (id, instance_id, outcome, call_id, attempt, method, url, website)
                SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0')
                        || '7000' || '8' || lpad(to_hex(i), 15, '0'))::uuid,
                       '%s', 'IN_FLIGHT', gen_random_uuid(), 1, 'GET',
                       'http://shop.example/' || repeat('x', %d), 'shop.example'
                  FROM generate_series(1, %d) AS i""".formatted(instance, URL_LENGTH, OPEN_REQUESTS));

        topic.send(heartbeat(1, Duration.ofSeconds(2)));
        awaitAll("CRASHED");
        await().atMost(LONGEST)
                .until(() -> text("SELECT possibly_executed FROM incident").equals(String.valueOf(OPEN_REQUESTS)));

        topic.send(heartbeat(2, Duration.ofHours(1)));
        awaitAll("IN_FLIGHT");
        await().atMost(LONGEST).until(() -> text("SELECT count(*) FROM instance WHERE verdicts_pending_at IS NOT NULL")
                .equals("0"));
        assertThat(text("SELECT count(*) FROM incident")).isEqualTo("0");
        assertThat(text("SELECT sum(in_flight) || ' ' || sum(crashed) FROM website_hour_count"))
                .isEqualTo("0 0");
    }

    private void awaitAll(String outcome) {
        await().atMost(LONGEST).until(() -> {
            assertThat(worker.isAlive()).as(this::log).isTrue();
            return text("SELECT count(*) FROM request WHERE outcome = '" + outcome + "'")
                    .equals(String.valueOf(OPEN_REQUESTS));
        });
    }

    private InstanceHeartbeat heartbeat(long sequence, Duration lease) {
        return new InstanceHeartbeat(
                instance, "checkout", sequence, lease, new RequestCounters(0, 0, 0), Instant.EPOCH, Set.of());
    }

    private Process startWorker() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                        "QUARKUS_HTTP_PORT", "0",
                        "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", postgres.username(),
                        "QUARKUS_DATASOURCE_PASSWORD", postgres.password(),
                        "WEBCHECK_TOPIC_PARTITIONS", "1"));
        return builder.start();
    }

    /** It has migrated the database and read its first tick of the topic. */
    private boolean isReady() throws IOException {
        assertThat(worker.isAlive()).as(this::log).isTrue();
        return text("SELECT to_regclass('partition_clock') IS NOT NULL").equals("t")
                && text("SELECT coalesce(max(ticks), 0) > 0 FROM partition_clock")
                        .equals("t");
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("worker.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String text(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
