package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.Webcheck;
import dev.webcheck.local.LocalStack;
import dev.webcheck.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;

/** Workers, the broker and the database are killed or taken away under load; every request is recorded, and counted once. */
class NothingIsLostIT {

    private static final Duration EVENTUALLY = Duration.ofSeconds(90);
    private static final Duration PACE = Duration.ofMillis(2);
    private static final int BETWEEN_FAULTS = 1_000;

    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();

    @Test
    void under_faults_of_every_part_each_request_is_recorded_and_counted_once() throws Exception {
        try (LocalStack stack = LocalStack.startTemporary();
                TargetServer server = new TargetServer();
                Webcheck webcheck = Webcheck.builder()
                        .service("load")
                        .kafkaBootstrapServers(stack.kafka().bootstrapServers())
                        .start()) {
            var second = stack.startAnother(Service.WORKER);
            second.awaitReady(EVENTUALLY);
            CloseableHttpClient client =
                    webcheck.instrument(HttpClients.custom()).build();
            var requests =
                    load.scheduleAtFixedRate(() -> send(client, server), 0, PACE.toNanos(), TimeUnit.NANOSECONDS);

            awaitFurtherRequests();
            stack.worker().kill();
            awaitFurtherRequests();
            stack.worker().restart();
            awaitFurtherRequests();
            stack.postgres().stop();
            awaitFurtherRequests();
            second.kill();
            stack.postgres().restart();
            awaitFurtherRequests();
            stack.kafka().stop();
            awaitFurtherRequests();
            stack.kafka().restart();
            awaitFurtherRequests();
            assertThat(requests.isDone()).as("the application was disturbed").isFalse();
            load.shutdown();
            assertThat(load.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

            int seen = server.seen().size();
            assertThat(sent).hasValue(seen);
            Answers answers = new Answers(stack.query());
            await().atMost(EVENTUALLY).ignoreExceptions().untilAsserted(() -> assertThat(answers.frequentWebsite())
                    .isEqualTo(Map.of("website", server.website(), "requests", seen)));
            await().atMost(EVENTUALLY).ignoreExceptions().untilAsserted(() -> assertThat(
                            answers.countsTo(server.website()))
                    .isEqualTo(Map.of("COMPLETED", (long) seen)));
            assertThat(webcheck.counters().unrecorded()).isZero();
        }
    }

    private void send(CloseableHttpClient client, TargetServer server) {
        try {
            client.execute(new HttpGet(server.url("/" + sent.get())), response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
            });
            sent.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitFurtherRequests() {
        int before = sent.get();
        await().atMost(EVENTUALLY).until(() -> sent.get() > before + BETWEEN_FAULTS);
    }
}
