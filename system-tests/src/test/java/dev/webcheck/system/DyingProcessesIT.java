package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.bench.kill.KillBench;
import dev.webcheck.bench.kill.KillResult;
import dev.webcheck.client.Webcheck;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import dev.webcheck.local.LocalStack;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Did it go out before the process died?" */
@NullUnmarked
class DyingProcessesIT {

    private static final Duration LONGER_THAN_THE_LEASE = Application.LEASE.plusSeconds(2);

    private static LocalStack stack;
    private static Answers answers;

    private TargetServer server;

    @BeforeAll
    static void startStack() {
        stack = LocalStack.startTemporary();
        answers = new Answers(stack.query());
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @BeforeEach
    void startServer() {
        server = new TargetServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void a_request_whose_process_is_killed_is_crashed_while_a_slow_one_of_a_living_process_is_in_flight() {
        try (Application slow = getting("/held/slow");
                Application victim = getting("/first", "/held/payment")) {
            answers.awaitOutcome(server, "/held/slow", "IN_FLIGHT");
            answers.awaitOutcome(server, "/held/payment", "IN_FLIGHT");
            assertThat(server.seen()).contains("/held/payment");
            victim.kill();

            var payment = answers.awaitOutcome(server, "/held/payment", "CRASHED");
            assertThat(payment).containsEntry("detector", "lease").containsEntry("service", "application-of-a-test");
            answers.awaitOutcome(server, "/first", "COMPLETED");
            answers.awaitOutcome(server, "/held/slow", "IN_FLIGHT");
            assertThat(slow.isRunning()).isTrue();

            server.release();
            answers.awaitOutcome(server, "/held/slow", "COMPLETED");
            answers.awaitOutcome(server, "/held/payment", "CRASHED");
        }
    }

    @Test
    void a_server_that_drains_after_its_signal_completes_what_it_had_begun_and_what_follows() {
        String[] urls = {server.url("/held/draining"), server.url("/after-the-signal")};
        try (Application draining = Application.draining(stack.kafka().bootstrapServers(), urls)) {
            answers.awaitOutcome(server, "/held/draining", "IN_FLIGHT");
            draining.terminate();
            answers.staysAt(server, "/held/draining", "IN_FLIGHT", Duration.ofSeconds(2));
            assertThat(draining.isRunning()).isTrue();

            server.release();
            answers.awaitOutcome(server, "/held/draining", "COMPLETED");
            var next = answers.awaitOutcome(server, "/after-the-signal", "COMPLETED");
            assertThat(next).doesNotContainKey("detector");
        }
    }

    @Test
    void a_process_that_was_paused_for_longer_than_its_lease_takes_the_verdict_back() {
        try (Application paused = getting("/held/paused")) {
            answers.awaitOutcome(server, "/held/paused", "IN_FLIGHT");
            paused.pause();
            answers.awaitOutcome(server, "/held/paused", "CRASHED");

            paused.resume();
            answers.awaitOutcome(server, "/held/paused", "IN_FLIGHT");
            server.release();
            answers.awaitOutcome(server, "/held/paused", "COMPLETED");
        }
    }

    @Test
    void no_outage_of_the_broker_or_of_all_workers_makes_a_living_process_look_dead() {
        try (Application living = getting("/held/living")) {
            answers.awaitOutcome(server, "/held/living", "IN_FLIGHT");
            stack.kafka().stop();
            answers.staysAt(server, "/held/living", "IN_FLIGHT", LONGER_THAN_THE_LEASE);
            stack.worker().kill();
            stack.kafka().restart();
            answers.staysAt(server, "/held/living", "IN_FLIGHT", LONGER_THAN_THE_LEASE);
            stack.worker().restart();
            answers.staysAt(server, "/held/living", "IN_FLIGHT", LONGER_THAN_THE_LEASE);

            assertThat(living.isRunning()).isTrue();
            server.release();
            answers.awaitOutcome(server, "/held/living", "COMPLETED");
        }
    }

    @Test
    void an_application_that_reaches_only_the_ingest_service_is_recorded_as_any_other() throws IOException {
        try (Webcheck webcheck = Webcheck.builder()
                        .service("over-http")
                        .ingestUrl(stack.ingest().baseUri().toString())
                        .start();
                CloseableHttpClient client =
                        webcheck.instrument(HttpClients.custom()).build()) {
            client.execute(new HttpGet(server.url("/over-http")), response -> null);
            var request = answers.awaitOutcome(server, "/over-http", "COMPLETED");
            assertThat(request).containsEntry("service", "over-http");
            assertThat(webcheck.counters().refused()).isZero();
            assertThat(webcheck.counters().failedPublishes()).isZero();
        }
    }

    @Test
    void an_end_that_comes_late_turns_crashed_into_completed() {
        UUID id = RequestIds.next();
        UUID instance = UUID.randomUUID();
        ingest(new RequestBegin(id, id, 1, instance, "late", "POST", server.url("/late"), Optional.empty(), Map.of()));
        answers.awaitOutcome(server, "/late", "CRASHED");

        ingest(new RequestCompleted(
                id,
                instance,
                EndOutcome.COMPLETED,
                Duration.ofSeconds(20),
                OptionalInt.of(201),
                Optional.empty(),
                Exchange.UNSEEN));
        var request = answers.awaitOutcome(server, "/late", "COMPLETED");
        assertThat(request).containsEntry("statusCode", 201).doesNotContainKey("detector");
        assertThat(answers.request(id.toString())).isEqualTo(request);
    }

    @Test
    void processes_that_are_killed_at_full_speed_hide_nothing_and_make_nothing_up(@TempDir Path folder)
            throws Exception {
        long seed = System.nanoTime();

        KillResult result = new KillBench(stack, folder, seed, line -> {}).run(3);

        assertThat(result.findings().isClean())
                .as("with the seed %d: %s", seed, result)
                .isTrue();
        assertThat(result.findings().crashed()).isPositive();
    }

    private Application getting(String... paths) {
        String[] urls = Arrays.stream(paths).map(server::url).toArray(String[]::new);
        return Application.getting(stack.kafka().bootstrapServers(), urls);
    }

    private static void ingest(Event event) {
        RestAssured.given()
                .baseUri(stack.ingest().baseUri().toString())
                .contentType("application/json")
                .body(new EventCodec().encode(event))
                .post("/api/v1/events")
                .then()
                .statusCode(202);
    }
}
