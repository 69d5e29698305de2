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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private static final Duration SOON = Duration.ofSeconds(60);

    EmbeddedKafka kafka;

    @Inject
    Consuming consuming;

    @Inject
    Consumers consumers;

    @Inject
    Schema schema;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void awaitTheStart() {
        await().atMost(SOON).until(consuming::isUnderWay);
    }

    @Test
    void a_body_that_nobody_reads_does_not_block_its_connection() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (String path : List.of("/q/health/live", "/nothing")) {
            for (int size : List.of(60_000, 2 << 20)) {
                client.send(
                        asked(path)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                assertThat(client.send(asked("/q/health/live").build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    private static HttpRequest.Builder asked(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .timeout(Duration.ofSeconds(5));
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
    void it_is_known_when_the_consumers_polled() {
        await().atMost(SOON).untilAsserted(() -> assertThat(consumers.polledAt())
                .hasValueSatisfying(at -> assertThat(at).isAfter(Instant.now().minusSeconds(3))));
    }

    @Test
    void readiness_tells_what_the_worker_is_at() {
        String answer = RestAssured.get("/q/health/ready").asString();

        assertThat(answer).contains("Batches move on", "\"state\"", "\"since\"");
    }

    private static String metrics() {
        return RestAssured.get("/q/metrics").asString();
    }
}
