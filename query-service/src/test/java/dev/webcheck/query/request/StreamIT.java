package dev.webcheck.query.request;

import static dev.webcheck.query.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class StreamIT {

    private static final int MANY = 50_000;

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @TestHTTPResource("/api/v1/requests/")
    URI api;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void every_request_is_a_line_newest_first() throws Exception {
        rows.many(MANY);

        HttpResponse<InputStream> answer = stream("get");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        int lines = 0;
        String previous = "g";
        try (BufferedReader body = reader(answer)) {
            for (String line = body.readLine(); line != null; line = body.readLine()) {
                String id = line.substring(7, 43);
                assertThat(line).startsWith("{\"id\":\"").endsWith("}");
                assertThat(id).isLessThan(previous);
                previous = id;
                lines++;
            }
        }
        assertThat(lines).isEqualTo(MANY);
    }

    @Test
    void a_stream_of_nothing_is_empty() throws Exception {
        assertThat(text("get")).isEmpty();
    }

    @Test
    void a_limit_and_filters_hold_for_a_stream() throws Exception {
        rows.many(2_500);
        UUID crashed = rows.crashed(NOON, 1);

        assertThat(text("get?limit=3").lines()).hasSize(3);
        assertThat(text("get?outcome=CRASHED").lines())
                .singleElement()
                .asString()
                .contains(crashed.toString());
        assertThat(text("time-frame?from=2025-04-01T12:00:00&to=2025-04-01T12:00:02")
                        .lines())
                .hasSize(2_000);
        assertThat(text("get?id=" + crashed).lines()).hasSize(1);
        assertThat(text(crashed.toString()).lines()).hasSize(1);
    }

    @Test
    void a_stream_that_cannot_be_finished_is_cut_off() throws Exception {
        rows.many(MANY);
        HttpResponse<InputStream> answer = stream("get");

        try (BufferedReader body = reader(answer);
                Connection connection = rows.connection();
                Statement statement = connection.createStatement()) {
            assertThat(body.readLine()).startsWith("{");
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE request IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(() -> body.lines().forEach(line -> {})).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void rows_of_csv_are_for_download_and_a_link_can_ask_for_them() throws Exception {
        rows.many(1_500);
        UUID hostile = rows.completed(Rows.id(NOON, 1), "=HYPERLINK(\"http://evil.example\",\"x\")", "example.com");

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(api.resolve("../requests?format=csv")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"requests.csv\"");
        List<String> lines = List.of(answer.body().split("\r\n"));
        assertThat(lines).hasSize(1 + 1_501);
        assertThat(lines.get(0)).startsWith("id,callId,attempt,instanceId,service,method,url,website,startedAt");
        assertThat(lines.get(1_501))
                .startsWith(hostile + ",")
                .contains(
                        ",\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",example.com,2025-04-01T12:00:00.000Z,");
        assertThat(http.send(
                                HttpRequest.newBuilder(api.resolve("../requests"))
                                        .header("Accept", "text/csv")
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo(answer.body());
    }

    @Test
    void who_asks_for_the_head_of_a_stream_causes_no_reading() throws Exception {
        rows.many(10);

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(api.resolve("../requests?format=csv"))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(answer.body()).isEmpty();
    }

    private HttpResponse<InputStream> stream(String list) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(api.resolve(list))
                        .header("Accept", "application/x-ndjson")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private String text(String list) throws IOException, InterruptedException {
        try (InputStream body = stream(list).body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static BufferedReader reader(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
