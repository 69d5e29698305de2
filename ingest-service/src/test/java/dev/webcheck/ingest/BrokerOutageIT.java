package dev.webcheck.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.webcheck.event.Event;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
@QuarkusTest
@TestProfile(BrokerOutageIT.Impatient.class)
@QuarkusTestResource(value = IngestKafka.class, restrictToAnnotatedClass = true)
class BrokerOutageIT {

    private static final int ACK_MILLIS = 2_000;

    private final UUID instance = UUID.randomUUID();

    @Inject
    KafkaClientService kafka;

    /** Waits for the broker for a short time only. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "webcheck.ingest.ack-timeout",
                    ACK_MILLIS + "ms",
                    "webcheck.ingest.retry-after",
                    "3s",
                    "kafka.acks",
                    "1",
                    "kafka.enable.idempotence",
                    "false",
                    "kafka.compression.type",
                    "gzip");
        }
    }

    @Test
    void a_setting_of_Kafka_goes_but_for_that_on_which_an_acknowledgement_rests() {
        Map<String, Object> settings =
                new HashMap<>(kafka.getProducer("request-events").configuration());
        assertThat(settings)
                .containsAllEntriesOf(Map.of(
                        "acks", "all",
                        "enable.idempotence", "true",
                        "retries", "2147483647",
                        "delivery.timeout.ms", "2000",
                        "compression.type", "gzip",
                        "client.id", "webcheck-ingest"));
    }

    @Test
    void while_the_broker_is_away_batches_are_503_in_time_and_then_they_are_taken_again() {
        Event before = Events.begin(instance, "https://example.org/before");
        Event after = Events.begin(instance, "https://example.org/after");
        assertThat(post(before).statusCode()).isEqualTo(202);

        IngestKafka.kafka().stop();
        for (int i = 0; i < 6; i++) {
            Response away = post(Events.begin(instance, "https://example.org/away"));
            away.then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "3")
                    .body("type", equalTo("urn:webcheck:problem:unacknowledged"))
                    .body("status", equalTo(503));
            assertThat(away.timeIn(TimeUnit.MILLISECONDS)).isLessThan(ACK_MILLIS + 10_000L);
        }
        assertThat(post(after).timeIn(TimeUnit.MILLISECONDS))
                .as("answered without trying")
                .isLessThan(ACK_MILLIS);
        given().get("/q/health/live").then().statusCode(200);
        awaitReadiness(503);

        IngestKafka.kafka().restart();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(post(after).statusCode()).isEqualTo(202));
        awaitReadiness(200);
        try (TopicTail tail = TopicTail.fromTheStart(IngestKafka.kafka().bootstrapServers())) {
            assertThat(tail.events()).containsAll(List.of(before, after));
        }
    }

    /** What readiness found is kept for two seconds. */
    private static void awaitReadiness(int status) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(status));
    }

    private Response post(Event event) {
        return given().contentType("application/json").body(Events.json(event)).post("/api/v1/events");
    }
}
