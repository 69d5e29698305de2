package dev.webcheck.query.admission;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.Contract;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SlowReadersIT.LittleRoom.class)
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class SlowReadersIT {

    /** Fewer threads than slow readers, and little time for them. */
    public static final class LittleRoom implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.thread-pool.max-threads", "6",
                    "webcheck.query.admission.streams", "12",
                    "webcheck.query.admission.slow-reader", "8s");
        }
    }

    private static final String LARGE_PAGE = "/api/v1/requests?limit=1000";
    private static final String EXPORT = "/api/v1/requests?format=ndjson";
    private static final String NO_STREAM = "As many answers are streamed at present as may be at a time.";

    private static boolean isRecorded;

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @TestHTTPResource("/")
    URI server;

    private final List<SlowReader> slow = new ArrayList<>();

    @BeforeEach
    void largeRequests() throws SQLException {
        if (!isRecorded) {
            Rows rows = new Rows(postgres);
            rows.clear();
            // More than the buffers of a connection hold.
            rows.large(900, "COMPLETED");
            isRecorded = true;
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        for (SlowReader reader : slow) {
            reader.close();
        }
    }

    @Test
    void slow_readers_hold_no_thread() throws Exception {
        for (int i = 0; i < 10; i++) {
            slow.add(slowReader(LARGE_PAGE));
        }

        long begun = System.nanoTime();
        assertThat(get("/api/v1/requests?limit=3").jsonPath().getList("id")).hasSize(3);
        assertThat(get(LARGE_PAGE).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void more_streams_than_there_is_room_for_are_refused_and_nothing_else_is() throws Exception {
        for (int i = 0; i < 12; i++) {
            slow.add(slowReader(EXPORT));
        }

        assertRefused(get(EXPORT), NO_STREAM);
        assertRefused(get(LARGE_PAGE), NO_STREAM);
        assertThat(get("/api/v1/requests?limit=3").statusCode()).isEqualTo(200);
    }

    @Test
    void a_large_page_is_held_by_no_buffer_of_the_system() throws Exception {
        for (int i = 0; i < 12; i++) {
            slow.add(slowReader(LARGE_PAGE));
        }

        assertRefused(get(EXPORT), NO_STREAM);
    }

    @Test
    void a_stream_goes_out_in_small_pieces() throws Exception {
        for (String url : List.of(EXPORT + "&limit=100", LARGE_PAGE)) {
            try (SlowReader reader = slowReader(url)) {
                // 64 KiB, and what is JSON of it
                assertThat(reader.chunks()).hasSizeGreaterThan(10).allSatisfy(piece -> assertThat(piece)
                        .hasSizeLessThan(80 << 10));
            }
        }
    }

    @Test
    void a_reader_that_is_too_slow_is_cut_off_and_its_room_is_free() throws Exception {
        for (int i = 0; i < 12; i++) {
            slow.add(slowReader(EXPORT));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(EXPORT).statusCode()).isEqualTo(200));
        // What was in the buffers of the connection is there, and no end.
        assertThat(slow.get(0).untilCut()).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
    }

    private static void assertRefused(Response answer, String detail) throws Exception {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .header("Cache-Control", "no-store")
                .body("detail", equalTo(detail));
        Contract.published().check("Problem", answer.asString());
    }

    /** Takes the first bytes of an answer and no more. The room of those of the test before is free a moment after they hung up. */
    private SlowReader slowReader(String url) {
        return await().until(() -> tried(url), SlowReader::isAccepted);
    }

    /** Those before hold streams only: there is room for a request. */
    private SlowReader tried(String url) throws IOException {
        SlowReader reader = new SlowReader(server, url, "identity");
        if (!reader.isAccepted()) {
            assertThat(reader.body()).contains(NO_STREAM);
            reader.close();
        }
        return reader;
    }
}
