package dev.webcheck.query.request;

import static dev.webcheck.query.Rows.NOON;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.Contract;
import dev.webcheck.query.Pages;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.RecordedRequest;
import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.RequestReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests whose URLs are as long as they may be. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class LargeRequestsIT {

    private static final int MANY = 300;

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @Inject
    RequestReader reader;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void a_page_ends_at_its_bytes_and_the_next_goes_on_there() throws Exception {
        rows.large(MANY, "COMPLETED");

        for (String list : List.of(
                "/api/v1/requests?limit=1000",
                "/api/v1/requests?limit=1000&method=GET",
                "/api/v1/requests/time-frame?from=2025-04-01&to=2025-04-02&limit=1000")) {
            List<String> ids = new ArrayList<>();
            for (Response page : Pages.of(list)) {
                Contract.published().check("Requests", page.asString());
                ids.addAll(page.jsonPath().getList("id"));
            }
            assertThat(ids).hasSize(MANY).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_page_of_the_slowest_ends_at_its_bytes_too() throws Exception {
        rows.large(MANY, "COMPLETED");
        rows.execute("UPDATE request SET duration_nanos = ('x' || right(md5(id::text), 7))::bit(28)::int");

        List<Float> millis = new ArrayList<>();
        for (Response page : Pages.of("/api/v1/requests?order=slowest&limit=1000&from=2025-04-01&to=2025-04-02")) {
            millis.addAll(page.jsonPath().getList("durationMillis", Float.class));
        }
        assertThat(millis).hasSize(MANY).isSortedAccordingTo((one, other) -> Float.compare(other, one));
        String slowest = get("/api/v1/requests?order=slowest&limit=1000&from=2025-04-01&to=2025-04-02&format=ndjson")
                .asString();
        assertThat(slowest.lines()).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void an_export_has_them_all() throws SQLException {
        rows.large(MANY, "COMPLETED");

        assertThat(get("/api/v1/requests?format=ndjson").asString().lines())
                .hasSize(MANY)
                .allMatch(line -> line.startsWith("{\"id\":") && line.endsWith("}"))
                .doesNotHaveDuplicates();
        assertThat(get("/api/v1/requests?format=csv").asString().split("\r\n")).hasSize(MANY + 1);
        assertThat(get("/api/v1/requests?format=csv&limit=17").asString().split("\r\n"))
                .hasSize(18);
    }

    @Test
    void an_export_reads_a_piece_at_a_time_and_has_what_is_recorded_where_it_has_not_come_to() throws SQLException {
        rows.large(40, "COMPLETED");
        RequestStream export = RequestStream.open(
                reader,
                new ListQuery(RequestFilter.EVERYTHING, new ListStart.Newest(Optional.empty()), Optional.empty()),
                StreamText.csv());

        List<RecordedRequest> exported = new ArrayList<>(export.next());
        UUID late = rows.completed(NOON.plusMillis(20), 7);
        while (export.hasNext()) {
            List<RecordedRequest> piece = export.next();
            // 64 KiB
            assertThat(piece).hasSizeLessThan(9);
            exported.addAll(piece);
        }

        assertThat(exported)
                .extracting(RecordedRequest::id)
                .hasSize(41)
                .doesNotHaveDuplicates()
                .contains(late);
    }

    @Test
    void of_a_large_page_what_does_not_go_out_yet_is_not_held_but_read_when_it_does() throws SQLException {
        rows.large(40, "COMPLETED");
        List<RecordedRequest> page = reader.newest(RequestFilter.EVERYTHING, Optional.empty(), PageLimit.ofRows(40))
                .requests();
        RequestStream stream = RequestStream.of(reader, page, StreamText.csv());

        List<RecordedRequest> told = new ArrayList<>(stream.next());
        UUID dropped = page.get(20).id();
        rows.execute("DELETE FROM request WHERE id = '" + dropped + "'");
        while (stream.hasNext()) {
            told.addAll(stream.next());
        }

        assertThat(told)
                .extracting(RecordedRequest::id)
                .hasSize(39)
                .doesNotHaveDuplicates()
                .doesNotContain(dropped);
    }

    @Test
    void an_incident_is_told_in_pages() throws Exception {
        rows.large(MANY, "CRASHED");
        rows.incident(Rows.INSTANCE, "checkout", NOON);

        List<String> ids = new ArrayList<>();
        for (Response page : Pages.of("/api/v1/incidents/get?limit=1000&instanceId=" + Rows.INSTANCE)) {
            Contract.published().check("IncidentDetails", page.asString());
            ids.addAll(page.jsonPath().getList("requests.id"));
        }
        assertThat(ids).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void a_call_says_up_to_where_it_was_searched() throws Exception {
        rows.large(MANY, "COMPLETED");

        Response answer = get("/api/v1/calls/" + Rows.id(NOON, 1));

        Contract.published().check("Call", answer.asString());
        assertThat(answer.asByteArray()).hasSizeLessThan(Pages.LONGEST);
        List<Integer> attempts = answer.jsonPath().getList("requests.attempt");
        assertThat(attempts).hasSizeBetween(100, 200).isSorted();
        assertThat(answer.jsonPath().getString("searchedTo"))
                .isEqualTo(answer.jsonPath().getString("requests[-1].startedAt"));
    }

    @Test
    void of_a_long_history_the_latest_part_is_told() throws Exception {
        var id = rows.crashed(NOON, 1);
        rows.execute("UPDATE request SET replaced_verdicts = (SELECT jsonb_agg(jsonb_build_object('outcome', 'CRASHED',"
                + " 'detector', 'lease', 'at', '2025-04-01T12:00:00Z', 'replacedAt',"
                + " to_char(timestamp '2025-04-01 12:00:00' + i * interval '1 s', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')))"
                + " FROM generate_series(1, 5000) i) WHERE id = '" + id + "'");

        Response answer = get("/api/v1/requests/" + id);

        assertThat(answer.jsonPath().getList("history")).hasSize(100);
        assertThat(answer.jsonPath().getString("history[-1].replacedAt")).isEqualTo("2025-04-01T13:23:20.000Z");
    }

    private static Response get(String url) {
        Response answer = given().urlEncodingEnabled(false).get(url);
        answer.then().statusCode(200);
        return answer;
    }
}
