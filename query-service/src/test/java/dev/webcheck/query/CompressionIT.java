package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.local.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class CompressionIT {

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @TestHTTPResource("/api/v1/requests")
    URI requests;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void lists_and_streams_are_compressed_for_who_accepts_that_and_for_nobody_else() throws Exception {
        rows.many(500);
        for (String format : new String[] {"json", "ndjson", "csv"}) {
            HttpResponse<InputStream> plain = get("?format=" + format, "identity");
            HttpResponse<InputStream> compressed = get("?format=" + format, "gzip");

            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            byte[] whole = plain.body().readAllBytes();
            byte[] packed = compressed.body().readAllBytes();
            assertThat(packed).hasSizeLessThan(whole.length / 5);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                    .isEqualTo(whole);
        }
    }

    @Test
    void what_may_be_kept_says_that_it_depends_on_what_is_accepted() throws Exception {
        UUID id = rows.completed(Rows.NOON, 1);

        assertThat(get("/" + id, "gzip").headers().allValues("Vary"))
                .anyMatch(header -> header.equalsIgnoreCase("Accept-Encoding"));
    }

    @Test
    void what_is_live_is_not_held_back_by_compression() throws Exception {
        HttpResponse<InputStream> live = get("/live", "gzip");

        try (InputStream body = live.body()) {
            assertThat(live.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(new String(body.readNBytes(13), StandardCharsets.US_ASCII))
                    .isEqualTo("retry: 1000\n\n");
        }
    }

    private HttpResponse<InputStream> get(String rest, String encoding) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(requests + rest))
                        .header("Accept-Encoding", encoding)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }
}
