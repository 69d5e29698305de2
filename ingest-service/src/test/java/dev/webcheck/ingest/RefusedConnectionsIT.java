package dev.webcheck.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal leaves a connection that works, or none. */
@NullUnmarked
@QuarkusTest
@QuarkusTestResource(value = IngestKafka.class, restrictToAnnotatedClass = true)
class RefusedConnectionsIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(4);
    private static final int PROMISED = 50_000_000;

    @TestHTTPResource("/")
    URI service;

    private final String event = Events.json(Events.begin(UUID.randomUUID(), "https://example.org/"));

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/events, text/plain,       415",
        "POST, /nothing,       application/json, 404",
        "PUT,  /api/v1/events, application/json, 405",
        "GET,  /api/v1/events, application/json, 405",
        "POST, /q/health,      application/json, 0",
        "POST, /q/openapi,     application/json, 0",
        "POST, /,              application/json, 404",
    })
    void after_a_refusal_the_next_request_on_the_connection_is_answered_at_once(
            String method, String path, String type, int status) throws IOException {
        try (RawConnection connection = new RawConnection(service.getPort())) {
            String head = "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n".formatted(method, path, type);
            connection.send(head + "Content-Length: 200000\r\n\r\n");
            connection.send(new byte[200_000]);
            RawConnection.Answer refusal = connection.answer(AT_ONCE);
            if (status != 0) {
                assertThat(refusal.status()).isEqualTo(status);
            }
            assertThat(refusal.closes()).isFalse();
            assertNextIsTaken(connection);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/events, application/json, 413",
        "POST, /api/v1/events, text/plain,       415",
        "POST, /nothing,       application/json, 404",
        "PUT,  /api/v1/events, application/json, 405",
    })
    void after_a_refusal_of_much_the_connection_is_closed(String method, String path, String type, int status)
            throws IOException {
        for (String framing : new String[] {"Content-Length: " + PROMISED, "Transfer-Encoding: chunked"}) {
            if (status == 413 && framing.startsWith("T")) {
                continue;
            }
            try (RawConnection connection = new RawConnection(service.getPort())) {
                String head = "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n".formatted(method, path, type);
                connection.send(head + framing + "\r\n\r\n");
                if (framing.startsWith("T")) {
                    connection.send("10000\r\n");
                }
                connection.send(new byte[60_000]);
                RawConnection.Answer refusal = connection.answer(AT_ONCE);
                assertThat(refusal.status()).isEqualTo(status);
                assertThat(refusal.closes()).isTrue();
                assertThat(connection.isClosedWithin(SOON)).isTrue();
            }
        }
    }

    @Test
    void a_body_that_grows_too_large_is_refused_and_the_connection_closed() throws IOException {
        try (RawConnection connection = new RawConnection(service.getPort())) {
            connection.send(post("Transfer-Encoding: chunked"));
            byte[] chunk = new byte[0x10000];
            for (int sent = 0; sent <= 11 << 20; sent += chunk.length) {
                connection.send("10000\r\n");
                connection.send(chunk);
                connection.send("\r\n");
            }
            RawConnection.Answer refusal = connection.answer(AT_ONCE);
            assertThat(refusal.status()).isEqualTo(413);
            assertThat(refusal.closes()).isTrue();
            assertThat(connection.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void a_refused_body_that_never_ends_closes_the_connection() throws IOException {
        try (RawConnection connection = new RawConnection(service.getPort())) {
            connection.send(post("Content-Encoding: br", "Content-Length: 100000"));
            connection.send(new byte[50_000]);
            assertThat(connection.answer(AT_ONCE).status()).isEqualTo(415);
            assertThat(connection.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void a_client_that_asks_before_it_sends_too_much_is_refused_before_it_does() throws IOException {
        for (String refused : new String[] {
            "Content-Length: " + PROMISED, "Content-Length: 50000000000", "Content-Encoding: br\r\nContent-Length: 1000"
        }) {
            try (RawConnection connection = new RawConnection(service.getPort())) {
                connection.send(post("Expect: 100-continue", refused));
                RawConnection.Answer refusal = connection.answer(AT_ONCE);
                assertThat(refusal.status()).isEqualTo(refused.contains("br") ? 415 : 413);
                assertThat(refusal.closes()).isTrue();
                assertThat(connection.isClosedWithin(SOON)).isTrue();
            }
        }
    }

    @Test
    void a_client_that_asks_before_it_sends_is_told_to_go_on() throws IOException {
        try (RawConnection connection = new RawConnection(service.getPort())) {
            connection.send(post("Expect: 100-continue", "Content-Length: " + event.length()));
            assertThat(connection.answer(AT_ONCE).status()).isEqualTo(100);
            connection.send(event);
            RawConnection.Answer taken = connection.answer(SOON);
            assertThat(taken.status()).isEqualTo(202);
            assertThat(taken.closes()).isFalse();
            assertNextIsTaken(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: x",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "Content-Length: 1\r\nContent-Length: 2",
                "Transfer-Encoding: chunked, gzip"
            })
    void a_length_that_is_none_is_a_bad_request(String framing) throws IOException {
        try (RawConnection connection = new RawConnection(service.getPort())) {
            connection.send(post(framing));
            assertThat(connection.answer(AT_ONCE).status()).isBetween(400, 501);
            assertThat(connection.isClosedWithin(SOON)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b\r\n"})
    void a_request_for_no_host_is_a_problem_of_its_sender_alone(String host) throws IOException {
        Logged logged = new Logged();
        try (logged;
                RawConnection connection = new RawConnection(service.getPort())) {
            connection.send("POST /api/v1/events HTTP/1.1\r\n" + host + "Content-Length: 70000\r\n\r\n");
            connection.send(new byte[70_000]);
            RawConnection.Answer refusal = connection.answer(AT_ONCE);
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.head()).contains("application/problem+json");
            assertThat(refusal.body()).contains("about:blank").containsIgnoringCase("host");
            assertNextIsTaken(connection);
        }
        assertThat(logged.warnings()).isEmpty();
    }

    @Test
    void pipelined_requests_are_answered_in_their_order() throws IOException {
        try (RawConnection connection = new RawConnection(service.getPort())) {
            connection.send(post("Content-Encoding: br", "Content-Length: 70000"));
            connection.send(new byte[70_000]);
            connection.send(post("Content-Length: " + event.length()) + event);
            assertThat(connection.answer(AT_ONCE).status()).isEqualTo(415);
            assertThat(connection.answer(SOON).status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void the_client_of_the_JDK_goes_on_after_every_refusal(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        byte[] large = new byte[12 << 20];
        for (int size : new int[] {60_000, 300_000, large.length}) {
            byte[] body = new byte[size];
            for (HttpRequest.BodyPublisher publisher : new HttpRequest.BodyPublisher[] {
                BodyPublishers.ofByteArray(body), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
            }) {
                assertThat(status(client, request("/nothing").POST(publisher))).isEqualTo(404);
                assertThat(status(client, request("/api/v1/events").PUT(publisher)))
                        .isEqualTo(405);
                assertThat(status(
                                client,
                                request("/api/v1/events")
                                        .header("Content-Type", "text/plain")
                                        .POST(publisher)))
                        .isEqualTo(415);
                assertThat(status(
                                client,
                                request("/api/v1/events")
                                        .header("Content-Type", "application/json")
                                        .POST(publisher)))
                        .isEqualTo(size == large.length ? 413 : 400);
            }
            assertThat(status(
                            client,
                            request("/api/v1/events")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofByteArray(event.getBytes(UTF_8)))))
                    .isEqualTo(202);
        }
        assertThat(IntStream.range(0, 3).map(i -> {
                    try {
                        return status(client, request("/q/health/live").GET());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .containsOnly(200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(5));
    }

    private static int status(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private void assertNextIsTaken(RawConnection connection) throws IOException {
        connection.send(post("Content-Length: " + event.length()) + event);
        assertThat(connection.answer(SOON).status()).isEqualTo(202);
    }

    private static String post(String... headers) {
        return "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }
}
