package dev.webcheck.query.admission;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Room for one request of each size, and for a few bytes that wait. */
@QuarkusTest
@TestProfile(LittleRoomIT.RoomForOne.class)
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class LittleRoomIT {

    public static final class RoomForOne implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "webcheck.query.admission.requests", "2",
                    "webcheck.query.admission.max-wait", "0s",
                    "webcheck.query.admission.unsent", "2000");
        }
    }

    private static final String SMALL = "/api/v1/requests?limit=1";
    private static final String LARGE = "/api/v1/requests?limit=101";
    private static final String NO_ROOM = "As many requests are worked on at present as may be at a time.";

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @TestHTTPResource("/")
    URI server;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void one_request_of_each_size_is_worked_on_and_others_are_refused() throws Exception {
        List<String> small;
        List<String> large;
        try (Connection connection = rows.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE request IN ACCESS EXCLUSIVE MODE");
            // Each that is worked on waits for the database until its statement has had its time.
            CompletableFuture<List<String>> smallOnes = details(SMALL);
            CompletableFuture<List<String>> largeOnes = details(LARGE);
            small = smallOnes.get();
            large = largeOnes.get();
        }

        for (List<String> details : List.of(small, large)) {
            assertThat(details).contains(NO_ROOM).anyMatch(detail -> !detail.equals(NO_ROOM));
        }
        assertOk(SMALL);
        assertOk(LARGE);
    }

    @Test
    void the_notes_on_an_incident_which_may_be_many_and_long_take_the_room_of_a_large_request() throws Exception {
        String notes = "/api/v1/incidents/" + rows.incident(1, "checkout", Rows.NOON) + "/notes";
        try (Connection connection = rows.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE incident_note IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Integer> waiting =
                    CompletableFuture.supplyAsync(() -> get(notes).statusCode());
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Rows.waitsForALock(statement));
            get(SMALL).then().statusCode(200);
            for (String large : List.of(LARGE, notes)) {
                get(large).then().statusCode(503).body("detail", equalTo(NO_ROOM));
            }
            connection.rollback();
            assertThat(waiting.get()).isEqualTo(200);
        }
        assertOk(LARGE);
    }

    @Test
    void what_is_live_takes_the_room_of_no_request() throws Exception {
        try (SlowReader live = new SlowReader(server, "/api/v1/requests/live", "identity")) {
            assertThat(live.isAccepted()).isTrue();
            assertOk(SMALL);
        }
    }

    @Test
    void bytes_that_wait_are_bounded_and_those_that_went_out_do_not_count() throws SQLException {
        rows.many(10);
        for (int i = 0; i < 20; i++) {
            assertOk(SMALL);
        }

        get("/api/v1/requests?limit=10")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("detail", equalTo("Too many answers wait for their readers at present."));
        assertOk(SMALL);
    }

    /** The room is given back a moment after the answer is there. */
    private static void assertOk(String url) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(get(url).statusCode()).isEqualTo(200));
    }

    private static CompletableFuture<List<String>> details(String url) {
        String address = "http://localhost:" + RestAssured.port + url;
        var threads = Executors.newFixedThreadPool(6);
        List<CompletableFuture<Response>> answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> get(address), threads))
                .toList();
        threads.shutdown();
        return CompletableFuture.supplyAsync(() -> answers.stream()
                .map(CompletableFuture::join)
                .peek(answer -> answer.then().statusCode(503))
                .map(answer -> answer.jsonPath().getString("detail"))
                .toList());
    }
}
