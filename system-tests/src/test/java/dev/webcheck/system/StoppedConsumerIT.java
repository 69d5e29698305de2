package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestIds;
import dev.webcheck.local.LocalStack;
import dev.webcheck.local.LocalStackSettings;
import dev.webcheck.local.Service;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A consumer that has stopped never comes back by itself, so its process must not go on as if nothing were. */
class StoppedConsumerIT {

    /** Closes the consumer for good when a batch takes longer; the worker is shipped with this switched off. */
    private static final Map.Entry<String, String> LONGEST_BATCH =
            entry("MP_MESSAGING_INCOMING_REQUEST_EVENTS_THROTTLED_UNPROCESSED_RECORD_MAX_AGE_MS", "1000");

    @Test
    void a_worker_whose_consumer_has_stopped_ends_with_an_error() throws Exception {
        LocalStackSettings settings =
                LocalStackSettings.temporary().withEnvironment(Service.WORKER, Map.ofEntries(LONGEST_BATCH));
        try (LocalStack stack = LocalStack.of(settings)) {
            stack.start();
            stack.postgres().stop();
            UUID id = RequestIds.next();
            RestAssured.given()
                    .baseUri(stack.ingest().baseUri().toString())
                    .contentType("application/json")
                    .body(new EventCodec()
                            .encode(new RequestBegin(
                                    id, id, 1, id, "shop", "GET", "http://shop.example/", Optional.empty(), Map.of())))
                    .post("/api/v1/events")
                    .then()
                    .statusCode(202);

            assertThat(stack.worker().ended().get(90, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }
}
