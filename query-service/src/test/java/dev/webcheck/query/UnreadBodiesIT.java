package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No route but that of notes reads a body, and that one not a long one. What is not read does not block its connection. */
@NullUnmarked
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UnreadBodiesIT {

    private static final String NOTES = "/api/v1/incidents/9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02/notes";

    @TestHTTPResource("/")
    URI service;

    @ParameterizedTest
    @EnumSource(Version.class)
    void after_a_body_that_nobody_reads_the_next_request_is_answered_at_once(Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        for (int size : new int[] {60_000, 300_000, 2 << 20}) {
            byte[] body = new byte[size];
            for (BodyPublisher publisher : List.of(
                    BodyPublishers.ofByteArray(body),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
                assertThat(status(client, request("/nothing").POST(publisher))).isEqualTo(404);
                assertThat(status(client, request("/api/v1/requests/get").POST(publisher)))
                        .isEqualTo(405);
                assertThat(status(
                                client, request("/api/v1/requests/get?limit=0").method("GET", publisher)))
                        .isEqualTo(400);
                assertThat(status(client, request(NOTES).POST(publisher))).isEqualTo(415);
                assertThat(status(
                                client,
                                request(NOTES)
                                        .header("Content-Type", "application/json")
                                        .POST(publisher)))
                        .isEqualTo(size < 64 << 10 ? 400 : 413);
                assertThat(status(client, request("/q/health/live").GET())).isEqualTo(200);
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(5));
    }

    private static int status(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
}
