package dev.webcheck.query.admission;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Room for one large request, and fewer threads than wait for it. */
@QuarkusTest
@TestProfile(WaitingRequestsIT.FewThreads.class)
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class WaitingRequestsIT {

    private static final int THREADS = 4;

    public static final class FewThreads implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "webcheck.query.admission.requests", "2",
                    "webcheck.query.admission.max-wait", "60s",
                    "webcheck.query.statement-timeout", "60s",
                    "quarkus.thread-pool.max-threads", String.valueOf(THREADS));
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @TestHTTPResource("/")
    URI server;

    @Test
    void large_requests_that_wait_for_their_turn_leave_threads_to_small_ones() throws Exception {
        Rows rows = new Rows(postgres);
        rows.clear();
        String notes = "/api/v1/incidents/" + rows.incident(1, "checkout", Rows.NOON) + "/notes";
        List<CompletableFuture<Integer>> waiting;
        try (Connection connection = rows.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE incident_note IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Integer> first = status(notes);
            await().atMost(Duration.ofSeconds(10)).until(() -> Rows.waitsForALock(statement));
            waiting = Stream.concat(
                            Stream.of(first), IntStream.range(0, 2 * THREADS).mapToObj(i -> status(notes)))
                    .toList();

            for (int i = 0; i < 20; i++) {
                get("/api/v1/requests?limit=1").then().statusCode(200);
            }
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
        }

        assertThat(waiting).extracting(CompletableFuture::join).containsOnly(200);
    }

    private CompletableFuture<Integer> status(String path) {
        return http.sendAsync(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }
}
