package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestIds;
import dev.webcheck.local.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of a worker that runs. */
@NullUnmarked
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgres.class)
class OperatingIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    EmbeddedKafka kafka;

    @Inject
    PollLoop pollLoop;

    @Inject
    Start start;

    @Inject
    Schema schema;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void awaitTheStart() {
        assertThat(start.await()).isZero();
    }

    @Test
    void what_the_batches_did_is_in_the_metrics() {
        UUID id = RequestIds.next();
        try (TopicClient topic = new TopicClient(kafka.bootstrapServers())) {
            topic.send(new RequestBegin(
                    id,
                    id,
                    1,
                    UUID.randomUUID(),
                    "checkout",
                    "GET",
                    "http://shop.example/",
                    Optional.empty(),
                    Map.of()));
            topic.send("key".getBytes(StandardCharsets.UTF_8), "no event".getBytes(StandardCharsets.UTF_8));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(metrics())
                .contains(
                        "webcheck_worker_records_total ",
                        "webcheck_worker_batch_seconds_count ",
                        "webcheck_worker_batch_size_records_bucket{le=\"5000.0\"}",
                        "webcheck_worker_event_to_commit_seconds_bucket{le=\"1.0\"}",
                        "webcheck_worker_rows_total{change=\"new\"}",
                        "webcheck_worker_transitions_total{detector=\"none\",outcome=\"in_flight\"}",
                        "webcheck_worker_dead_letters_total{kind=\"unreadable\"}",
                        "webcheck_worker_ticks_total{result=\"written\"}",
                        "webcheck_worker_partitions 2.0",
                        "webcheck_worker_lag_records{partition=\"1\"}",
                        "webcheck_worker_lag_time_seconds{partition=\"0\"}"));
    }

    @Test
    void readiness_tells_what_the_worker_is_at() {
        String answer = RestAssured.get("/q/health/ready").asString();

        assertThat(answer).contains("Batches move on", "\"state\"", "\"since\"");
    }

    @Test
    void the_consumer_answers_that_it_polls() {
        pollLoop.ask();

        await().atMost(SOON).until(() -> pollLoop.silentSince().isEmpty());
    }

    @Test
    void a_database_that_a_later_version_has_migrated_is_good_enough() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO flyway_schema_history
                    SELECT max(installed_rank) + 1, '9999', 'of a later version', 'SQL', 'V9999__of_a_later_version.sql', 1,
                           current_user, now(), 1, true
                      FROM flyway_schema_history""");
            schema.ensure();
            assertThat(statement.executeUpdate("DELETE FROM flyway_schema_history WHERE version = '9999'"))
                    .isOne();
        }
    }

    private static String metrics() {
        return RestAssured.get("/q/metrics").asString();
    }
}
