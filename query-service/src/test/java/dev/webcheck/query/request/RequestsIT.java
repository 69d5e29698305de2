package dev.webcheck.query.request;

import static dev.webcheck.query.Rows.NOON;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.Contract;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class RequestsIT {

    private static final String LIST = "/api/v1/requests/get";
    private static final String FRAME = "/api/v1/requests/time-frame";

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void the_list_is_empty_while_nothing_is_recorded() {
        get(LIST).then().statusCode(200).contentType("application/json").body("$", hasSize(0));
    }

    @Test
    void the_list_has_the_newest_first_and_keeps_its_contract() throws SQLException, JsonProcessingException {
        UUID completed = rows.completed(NOON, 1);
        UUID inFlight = rows.inFlight(NOON.plusMillis(1), 0);
        UUID crashed = rows.crashed(NOON.plusSeconds(90_000), 0);

        Response answer = get(LIST);

        answer.then()
                .statusCode(200)
                .header("Link", nullValue())
                .body("id", contains(crashed.toString(), inFlight.toString(), completed.toString()))
                .body("[2].service", equalTo("checkout"))
                .body("[2].startedAt", equalTo("2025-04-01T12:00:00.000Z"))
                .body("[2].completedAt", equalTo("2025-04-01T12:00:00.012Z"))
                .body("[2].durationMillis", equalTo(12.345f))
                .body("[2]", not(hasKey("detector")))
                .body("[1].completedAt", nullValue())
                .body("[1]", hasKey("statusCode"))
                .body("[0].detector", equalTo("lease"));
        Contract.published().check("Requests", answer.asString());
    }

    @Test
    void what_was_seen_of_an_exchange_is_shown_and_what_a_journal_tells_of_a_death()
            throws SQLException, JsonProcessingException {
        rows.seen(NOON, 1);
        rows.diedSending(NOON.plusMillis(1), 0);

        Response answer = get(LIST);

        answer.then()
                .body("[0].phase", equalTo("SENDING"))
                .body("[0].execution", equalTo("POSSIBLY_EXECUTED"))
                .body("[0].methodSafe", is(true))
                .body("[0].methodIdempotent", is(true))
                .body("[0].traceId", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"))
                .body("[0].spanId", equalTo("00f067aa0ba902b7"))
                .body("[0].requestHeaders.accept", equalTo("text/*"))
                .body("[0]", not(hasKey("phaseMillis")))
                .body("[1].phaseMillis.firstByte", equalTo(48.9f))
                .body("[1].responseDecodedBodySize", equalTo(5120))
                .body("[1].protocolVersion", equalTo("2"))
                .body("[1].peerAddress", equalTo("2001:db8::1"))
                .body("[1].peerPort", equalTo(443))
                .body("[1].responseHeaders.content-type", equalTo("text/plain"))
                .body("[1]", not(hasKey("execution")));
        Contract.published().check("Requests", answer.asString());
    }

    @Test
    void a_request_is_found_by_its_id_on_both_routes() throws SQLException, JsonProcessingException {
        UUID id = rows.completed(NOON, 1);

        String byQuery =
                get(LIST + "?id=" + id).then().statusCode(200).extract().asString();
        String byPath =
                get("/api/v1/requests/" + id).then().statusCode(200).extract().asString();

        assertThat(byQuery).isEqualTo(byPath);
        Contract.published().check("Request", byQuery);
    }

    @Test
    void what_was_believed_of_a_request_before_is_its_history() throws SQLException, JsonProcessingException {
        UUID id = rows.completed(NOON, 1);
        rows.execute("UPDATE request SET replaced_verdicts = '[{\"outcome\": \"CRASHED\", \"detector\": \"lease\","
                + " \"at\": \"2025-04-01T12:00:12Z\", \"replacedAt\": \"2025-04-01T12:00:13.5Z\"}]'");

        Response answer = get(LIST + "?id=" + id);

        answer.then()
                .body("outcome", equalTo("COMPLETED"))
                .body("history", hasSize(1))
                .body("history[0].outcome", equalTo("CRASHED"))
                .body("history[0].detector", equalTo("lease"))
                .body("history[0].verdictAt", equalTo("2025-04-01T12:00:12.000Z"))
                .body("history[0].replacedAt", equalTo("2025-04-01T12:00:13.500Z"));
        Contract.published().check("Request", answer.asString());
    }

    @Test
    void an_id_that_is_not_recorded_is_not_found_though_it_is_no_uuid_of_version_7() throws JsonProcessingException {
        Response answer = get(LIST + "?id=e9717796-bb7d-4b22-9f56-07fec838d4c5");

        answer.then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("No request with the id e9717796-bb7d-4b22-9f56-07fec838d4c5 is recorded."));
        Contract.published().check("Problem", answer.asString());
        get("/api/v1/requests/e9717796-bb7d-4b22-9f56-07fec838d4c5").then().statusCode(404);
    }

    @Test
    void links_lead_through_all_pages_while_requests_come_in() throws SQLException {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            before.add(0, rows.completed(NOON.plusMillis(i), 0).toString());
        }

        List<String> seen = new ArrayList<>();
        URI next = URI.create(LIST + "?limit=4&outcome=COMPLETED&website=example.com");
        int pages = 0;
        while (next != null) {
            Response page = given().urlEncodingEnabled(false).get(next.toString());
            seen.addAll(page.then().statusCode(200).extract().path("id"));
            rows.completed(NOON.plusSeconds(++pages), 0);
            String link = page.getHeader("Link");
            next = link == null ? null : URI.create(link.substring(1, link.indexOf('>')));
            assertThat(next).matches(url -> url == null || url.isAbsolute(), "can be followed as it is");
        }

        assertThat(seen).containsExactlyElementsOf(before);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void outcomes_and_website_narrow_both_lists() throws SQLException {
        rows.completed(NOON, 1);
        UUID crashed = rows.crashed(NOON, 2);
        UUID inFlight = rows.inFlight(NOON, 3);
        String frame = "from=2025-04-01&to=2025-04-02&";

        for (String list : List.of(LIST + "?", FRAME + "?" + frame)) {
            get(list + "outcome=CRASHED").then().body("id", contains(crashed.toString()));
            get(list + "outcome=CRASHED&outcome=IN_FLIGHT")
                    .then()
                    .body("id", contains(inFlight.toString(), crashed.toString()));
            get(list + "outcome=CRASHED,IN_FLIGHT&limit=1").then().body("id", contains(inFlight.toString()));
            get(list + "website=LOCALHOST:8080").then().body("$", hasSize(2));
            get(list + "website=nowhere.example").then().body("$", hasSize(0));
        }
    }

    @Test
    void every_list_takes_every_condition() throws SQLException {
        UUID seen = rows.seen(NOON, 1);
        rows.execute("UPDATE request SET trace_id = '4bf92f3577b34da6a3ce929d0e0e4736', span_id = '00f067aa0ba902b7'");
        rows.inFlight(NOON, 2);
        UUID failed = rows.completed(NOON, 3);
        rows.execute("UPDATE request SET outcome = 'FAILED', error_type = 'tls', status_code = 502, method = 'PUT',"
                + " call_id = '" + failed + "' WHERE id = '" + failed + "'");

        for (String list : List.of("/api/v1/requests?", LIST + "?", FRAME + "?from=2025-04-01&to=2025-04-02&")) {
            get(list + "service=checkout").then().body("$", hasSize(3));
            get(list + "service=billing").then().body("$", hasSize(0));
            get(list + "instanceId=" + Rows.INSTANCE).then().body("$", hasSize(3));
            get(list + "method=put,delete").then().body("id", contains(failed.toString()));
            get(list + "statusClass=5xx&statusClass=4xx").then().body("id", contains(failed.toString()));
            get(list + "errorType=tls").then().body("id", contains(failed.toString()));
            get(list + "callId=" + failed).then().body("id", contains(failed.toString()));
            get(list + "traceId=4BF92F3577B34DA6A3CE929D0E0E4736").then().body("id", contains(seen.toString()));
            get(list + "text=EXAMPLE.com/A&outcome=COMPLETED").then().body("id", contains(seen.toString()));
        }
        get("/api/v1/requests?from=2025-04-01T12:00:00.001&to=2025-04-02")
                .then()
                .body("$", hasSize(0));
    }

    @Test
    void links_lead_through_the_slowest_too() throws SQLException {
        for (int i = 0; i < 5; i++) {
            rows.execute("UPDATE request SET duration_nanos = " + (i * 7 % 5) + " WHERE id = '"
                    + rows.completed(NOON, i) + "'");
        }

        List<Number> durations = new ArrayList<>();
        URI next = URI.create("/api/v1/requests?order=slowest&from=2025-04-01&to=2025-04-02&limit=2");
        while (next != null) {
            Response page = given().urlEncodingEnabled(false).get(next.toString());
            durations.addAll(page.then().statusCode(200).extract().path("durationMillis"));
            String link = page.getHeader("Link");
            next = link == null ? null : URI.create(link.substring(1, link.indexOf('>')));
        }

        assertThat(durations)
                .hasSize(5)
                .isSortedAccordingTo((a, b) -> Double.compare(b.doubleValue(), a.doubleValue()));
        get("/api/v1/requests?order=slowest").then().body("$", hasSize(0));
    }

    @Test
    void the_requests_of_a_call_come_in_the_order_of_the_attempts() throws SQLException, JsonProcessingException {
        UUID first = rows.completed(NOON, 1);
        UUID second = rows.completed(NOON.plusMillis(5), 1);
        rows.execute("UPDATE request SET call_id = '" + first + "'");
        rows.execute("UPDATE request SET attempt = 2 WHERE id = '" + second + "'");

        Response answer = get("/api/v1/calls/" + first);

        answer.then()
                .statusCode(200)
                .body("callId", equalTo(first.toString()))
                .body("searchedFrom", equalTo("2025-04-01T12:00:00.000Z"))
                .body("requests.id", contains(first.toString(), second.toString()));
        Contract.published().check("Call", answer.asString());
        get("/api/v1/calls/" + second).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void who_has_a_request_already_is_told_so_until_it_changes() throws SQLException {
        UUID id = rows.inFlight(NOON, 1);
        String url = "/api/v1/requests/" + id;
        String tag = get(url).then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", tag)
                .get(url)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Cache-Control", equalTo("no-cache, private"));
        rows.execute("UPDATE request SET outcome = 'UNKNOWN'");
        given().header("If-None-Match", tag).get(url).then().statusCode(200).body("outcome", equalTo("UNKNOWN"));
    }

    @Test
    void a_time_frame_has_its_start_and_not_its_end_and_is_utc() throws SQLException {
        rows.completed(NOON.minusMillis(1), 0);
        UUID first = rows.completed(NOON, 0);
        UUID last = rows.completed(NOON.plusMillis(999), 0);
        rows.completed(NOON.plusSeconds(1), 0);

        get(FRAME + "?from=2025-04-01T12:00:00&to=2025-04-01T12:00:01")
                .then()
                .statusCode(200)
                .body("id", contains(last.toString(), first.toString()));
        given().urlEncodingEnabled(false)
                .get(FRAME + "?from=2025-04-01T14:00:00%2B02:00&to=2025-04-01T14:00:01+02:00")
                .then()
                .body("$", hasSize(2));
        get(FRAME + "?from=2022-04-05T23:00:00&to=2022-04-05T23:24:04")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
    }

    @Test
    void the_most_frequent_website_is_told_with_its_count() throws SQLException, JsonProcessingException {
        get("/api/v1/requests/frequent-website")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("No request is recorded yet."));
        rows.execute("INSERT INTO website_hour VALUES ('2025-04-01T12:00Z', 'a.example', 0, 1, 2, 3, 0, 0, 0, 0, '{}'),"
                + " ('2025-04-01T12:00Z', 'b.example', 0, 0, 5, 0, 0, 0, 0, 0, '{}')");

        Response answer = get("/api/v1/requests/frequent-website");

        answer.then().statusCode(200).body("website", equalTo("a.example")).body("requests", is(6));
        Contract.published().check("WebsiteCount", answer.asString());
    }

    @Test
    void a_script_in_a_url_is_text() throws SQLException {
        String script = "https://example.com/<script>alert(\"1\")</script>";
        UUID id = rows.completed(Rows.id(NOON, 1), script, "example.com");

        get("/api/v1/requests/" + id)
                .then()
                .contentType("application/json")
                .header("X-Content-Type-Options", "nosniff")
                .body("url", equalTo(script));
    }

    @Test
    void a_browser_is_given_the_dashboard_and_the_description_of_the_api() {
        get("/").then().statusCode(200).contentType("text/html");
        get("/q/swagger-ui/").then().statusCode(200);
        get("/q/metrics").then().statusCode(200);
    }
}
