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
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hundreds of clients that hardly read, and one that does. */
@QuarkusTest
@TestProfile(ManySlowReadersIT.RoomForMost.class)
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class ManySlowReadersIT {

    /** Room for fewer streams than there are slow readers. */
    public static final class RoomForMost implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("webcheck.query.admission.streams", String.valueOf(MOST_STREAMS));
        }
    }

    private static final int READERS = 300;
    private static final int MOST_STREAMS = 200;
    private static final int LARGE_REQUESTS = 150;

    private static final String PAGE = "/api/v1/requests?limit=10";

    /** Each is asked for with and without compression. */
    private static final List<String> ANSWERS = List.of(
            "/api/v1/requests?format=ndjson",
            "/api/v1/requests?format=csv",
            "/api/v1/requests?limit=1000",
            "/api/v1/requests?format=ndjson&method=GET");

    private static final List<String> ENCODINGS = List.of("identity", "gzip");

    /** A piece, the ids of the rest of a page, and what a connection takes, of each that is in the midst of a stream. */
    private static final long MOST_HEAP_OF_ONE = 300 << 10;

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @TestHTTPResource("/")
    URI server;

    private final List<SlowReader> readers = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (SlowReader reader : readers) {
            reader.close();
        }
    }

    @Test
    void who_reads_slowly_has_bounded_room_and_who_reads_a_page_is_never_refused() throws Exception {
        Rows rows = new Rows(postgres);
        rows.clear();
        // More than the buffers of a connection hold.
        rows.large(LARGE_REQUESTS, "COMPLETED");
        String page = get(PAGE).asString();
        String lines = get(ANSWERS.get(0)).asString();
        long before = usedHeap();

        for (int i = 0; i < READERS; i++) {
            readers.add(new SlowReader(
                    server, ANSWERS.get(i % ANSWERS.size()), ENCODINGS.get(i / ANSWERS.size() % ENCODINGS.size())));
            if (i % 10 == 0) {
                assertPage(page);
            }
        }
        List<SlowReader> accepted =
                readers.stream().filter(SlowReader::isAccepted).toList();
        long perReader = (usedHeap() - before) / READERS;
        for (int i = 0; i < 20; i++) {
            for (SlowReader reader : accepted) {
                reader.takeFew();
            }
            assertPage(page);
        }

        assertThat(accepted).hasSize(MOST_STREAMS);
        assertThat(perReader).isLessThan(MOST_HEAP_OF_ONE);
        for (SlowReader refused : readers) {
            if (!refused.isAccepted()) {
                assertThat(refused.head()).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: 5");
            }
        }
        for (int i = 0; i < ANSWERS.size() * ENCODINGS.size(); i++) {
            String whole = readers.get(i).body();
            switch (i % ANSWERS.size()) {
                case 1 -> assertThat(whole.split("\r\n")).hasSize(LARGE_REQUESTS + 1);
                case 2 -> {
                    assertThat(whole).startsWith("[{\"id\":").endsWith("}]");
                    assertThat(readers.get(i).head()).contains("transfer-encoding: chunked");
                }
                default -> assertThat(whole).isEqualTo(lines);
            }
        }
        hangUp();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(get(ANSWERS.get(0)).statusCode()).isEqualTo(200));
    }

    private static void assertPage(String page) {
        assertThat(get(PAGE).then().statusCode(200).extract().asString()).isEqualTo(page);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
