package dev.webcheck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Those who send slowly, or never to the end, keep nobody else out. */
@NullUnmarked
@QuarkusTest
@TestProfile(SlowSendersIT.FewPlaces.class)
@QuarkusTestResource(value = IngestKafka.class, restrictToAnnotatedClass = true)
class SlowSendersIT {

    private static final int SLOW = 100;
    private static final Duration SOON = Duration.ofSeconds(5);

    @TestHTTPResource("/")
    URI service;

    /** A twentieth of the places that the service has by default, and less patience. */
    public static final class FewPlaces implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "webcheck.ingest.max-requests-in-flight", "5",
                    "webcheck.ingest.max-body-size", "100K",
                    "webcheck.ingest.max-bytes-in-flight", "1M",
                    "webcheck.ingest.max-client-share", "50",
                    "webcheck.ingest.body-grace", "2s");
        }
    }

    @Test
    void a_hundred_senders_of_two_bytes_a_second_keep_nobody_out_and_are_sent_away() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        ScheduledExecutorService trickling = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(new RawConnection(service.getPort()));
                slow.get(i).send(head("Content-Length: 100000"));
            }
            Future<?> trickle = trickling.scheduleAtFixedRate(() -> sendByte(slow), 0, 500, TimeUnit.MILLISECONDS);
            long until = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
            while (System.nanoTime() < until) {
                assertThat(honest("127.0.0.1")).isEqualTo(202);
            }
            trickling.shutdown();
            assertThat(trickling.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(trickle.isCancelled()).as("sent all the time").isTrue();
            for (RawConnection each : slow) {
                RawConnection.Answer answer = each.answer(SOON);
                assertThat(answer.status()).isEqualTo(408);
                assertThat(answer.body())
                        .contains("urn:webcheck:problem:slow-body")
                        .contains("1024 bytes a second");
                assertThat(answer.closes()).isTrue();
            }
            assertThat(slow.get(0).isClosedWithin(SOON)).isTrue();
        } finally {
            trickling.shutdownNow();
            closeAll(slow);
        }
    }

    @Test
    void one_client_cannot_hold_all_the_room_for_bodies() throws Exception {
        List<RawConnection> greedy = new ArrayList<>();
        try {
            int refused = 0;
            for (int i = 0; i < 12 && refused == 0; i++) {
                RawConnection one = new RawConnection(service.getPort(), "127.0.0.2");
                greedy.add(one);
                one.send(head("Content-Length: 100000"));
                one.send(new byte[90_000]);
                refused = one.isAnswered(Duration.ofMillis(200))
                        ? one.answer(SOON).status()
                        : 0;
            }
            assertThat(refused).as("past its share").isEqualTo(503);
            assertThat(greedy).hasSizeBetween(5, 7);
            RawConnection last = greedy.get(greedy.size() - 1);
            last.send(new byte[10_000]);
            assertThat(post(last)).as("on the connection of the refusal").isEqualTo(202);
            assertThat(honest("127.0.0.1")).isEqualTo(202);
        } finally {
            closeAll(greedy);
        }
    }

    @Test
    void a_body_that_breaks_off_leaves_its_room() throws Exception {
        for (int i = 0; i < 30; i++) {
            try (RawConnection one = new RawConnection(service.getPort(), "127.0.0.3")) {
                one.send(head("Content-Length: 100000"));
                one.send(new byte[90_000]);
            }
        }
        assertThat(honest("127.0.0.3")).isEqualTo(202);
    }

    private int honest(String from) throws IOException {
        try (RawConnection connection = new RawConnection(service.getPort(), from)) {
            return post(connection);
        }
    }

    private static int post(RawConnection connection) throws IOException {
        String event = Events.json(Events.begin(UUID.randomUUID(), "https://example.org/"));
        connection.send(head("Content-Length: " + event.length()) + event);
        return connection.answer(SOON).status();
    }

    private static void sendByte(List<RawConnection> slow) {
        try {
            for (RawConnection each : slow) {
                each.send(" ");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeAll(List<RawConnection> connections) throws IOException {
        for (RawConnection each : connections) {
            each.close();
        }
    }

    private static String head(String framing) {
        return "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + framing
                + "\r\n\r\n";
    }
}
