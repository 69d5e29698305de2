package dev.webcheck.query.incident;

import static dev.webcheck.query.Rows.NOON;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class IncidentsIT {

    private static final String LIST = "/api/v1/incidents";
    private static final String ONE = "/api/v1/incidents/get?instanceId=";
    private static final String SUSPECTS = "/api/v1/incidents/suspects?service=";

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void the_list_has_the_latest_first_and_keeps_its_contract() throws SQLException, JsonProcessingException {
        UUID early = rows.incident(1, "checkout", NOON);
        UUID late = rows.incident(2, null, NOON.plusMillis(1));

        Response answer = get(LIST);

        answer.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Link", nullValue())
                .body("instanceId", contains(late.toString(), early.toString()))
                .body("[0].service", nullValue())
                .body("[1].service", equalTo("checkout"))
                .body("[1].diedAt", equalTo("2025-04-01T12:00:00.000Z"))
                .body("[1].detector", equalTo("journal"))
                .body("[1].lastHeardAt", equalTo("2025-04-01T11:59:59.000Z"))
                .body("[1].inFlight.total", is(6))
                .body("[1].inFlight.executedAnswerLost", is(3));
        Contract.published().check("Incidents", answer.asString());
        get(LIST + "?service=checkout&from=2025-04-01T12:00&to=2025-04-01T12:00:01&detector=JOURNAL,lease")
                .then()
                .body("instanceId", contains(early.toString()));
        get(LIST + "?detector=stopped").then().body("$", hasSize(0));
    }

    @Test
    void links_lead_through_all_pages_while_others_die() throws SQLException {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Two at a time, and not on the millisecond.
            before.add(
                    0,
                    rows.incident(i, "checkout", NOON.plusNanos(1_000L * (i / 2)))
                            .toString());
        }

        List<String> seen = new ArrayList<>();
        URI next = URI.create(LIST + "?limit=3&service=checkout");
        int come = 100;
        while (next != null) {
            Response page = given().urlEncodingEnabled(false).get(next.toString());
            seen.addAll(page.then().statusCode(200).extract().path("instanceId"));
            rows.incident(come++, "checkout", NOON.plusSeconds(1));
            String link = page.getHeader("Link");
            next = link == null ? null : URI.create(link.substring(1, link.indexOf('>')));
        }

        assertThat(seen).containsExactlyElementsOf(before);
    }

    @Test
    void a_death_shows_what_was_believed_before() throws SQLException, JsonProcessingException {
        rows.incident(Rows.INSTANCE, "checkout", NOON.plusSeconds(60));
        rows.execute(
                "UPDATE instance SET replaced_deaths = '"
                        + "[{\"detector\": \"lease\", \"at\": \"2025-04-01T12:00:12Z\", \"takenBackAt\": \"2025-04-01T12:01:00.5Z\"}]'");

        Response list = get(LIST);
        Response one = get(ONE + Rows.INSTANCE);

        list.then()
                .body("[0].takenBackAt", nullValue())
                .body("[0].history", hasSize(1))
                .body("[0].history[0].detector", equalTo("lease"))
                .body("[0].history[0].diedAt", equalTo("2025-04-01T12:00:12.000Z"))
                .body("[0].history[0].replacedAt", equalTo("2025-04-01T12:01:00.500Z"));
        one.then().body("detector", equalTo("journal")).body("history", hasSize(1));
        Contract.published().check("Incidents", list.asString());
        Contract.published().check("IncidentDetails", one.asString());
    }

    @Test
    void a_death_that_is_not_believed_any_more_says_so() throws SQLException, JsonProcessingException {
        rows.completed(NOON, 1);
        rows.execute(
                "UPDATE instance SET replaced_deaths = '"
                        + "[{\"detector\": \"lease\", \"at\": \"2025-04-01T10:00:00Z\", \"takenBackAt\": \"2025-04-01T10:00:01Z\"},"
                        + " {\"detector\": \"lease\", \"at\": \"2025-04-01T12:00:12Z\", \"takenBackAt\": \"2025-04-01T12:01:00Z\"}]'");

        Response answer = get(ONE + Rows.INSTANCE);

        answer.then()
                .statusCode(200)
                .body("service", equalTo("checkout"))
                .body("detector", equalTo("lease"))
                .body("diedAt", equalTo("2025-04-01T12:00:12.000Z"))
                .body("takenBackAt", equalTo("2025-04-01T12:01:00.000Z"))
                .body("history.diedAt", contains("2025-04-01T10:00:00.000Z"))
                .body("inFlight.total", is(0))
                .body("requests", hasSize(0));
        Contract.published().check("IncidentDetails", answer.asString());
        get(LIST).then().body("$", hasSize(0));
    }

    @Test
    void a_death_is_shown_with_all_that_was_in_flight() throws SQLException, JsonProcessingException {
        UUID first = rows.diedSending(NOON, 1);
        UUID second = rows.diedSending(NOON.plusMillis(1), 0);
        rows.completed(NOON, 2);
        rows.incident(Rows.INSTANCE, "checkout", NOON.plusSeconds(12));

        Response answer = get(ONE + Rows.INSTANCE);

        answer.then()
                .statusCode(200)
                .body("instanceId", equalTo(Rows.INSTANCE.toString()))
                .body("requests.id", contains(second.toString(), first.toString()))
                .body("requests[0].phase", equalTo("SENDING"))
                .body("requests[0].execution", equalTo("POSSIBLY_EXECUTED"))
                .body("requests[0].methodIdempotent", is(true))
                .body("requests[0].startedAt", equalTo("2025-04-01T12:00:00.001Z"));
        Contract.published().check("IncidentDetails", answer.asString());
        String link = get(ONE + Rows.INSTANCE + "&limit=1").getHeader("Link");
        given().urlEncodingEnabled(false)
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .header("Link", nullValue())
                .body("requests.id", contains(first.toString()));
    }

    @Test
    void an_instance_that_has_not_died_has_no_incident() throws JsonProcessingException {
        Response answer = get(ONE + Rows.INSTANCE);

        answer.then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("No death of an instance with the id " + Rows.INSTANCE + " is recorded."));
        Contract.published().check("Problem", answer.asString());
    }

    @Test
    void what_was_in_flight_at_several_deaths_is_suspected() throws SQLException, JsonProcessingException {
        for (int i = 0; i < 3; i++) {
            Instant end = NOON.plusSeconds(100L * i);
            UUID instance = rows.incident(i, "checkout", end.plusSeconds(9));
            rows.execute("INSERT INTO request (id, instance_id, outcome, method, url, website) VALUES ('"
                    + Rows.id(end, 1) + "', '" + instance
                    + "', 'CRASHED', 'GET', 'https://a.example/report?year=2024', 'a.example'), ('" + Rows.id(end, 2)
                    + "', '" + instance + "', 'CRASHED', 'GET', 'https://a.example/items/" + i + "', 'a.example')");
        }

        Response answer = get(SUSPECTS + "checkout");

        answer.then()
                .statusCode(200)
                .body("service", equalTo("checkout"))
                .body("deaths", is(3))
                .body("suspects", hasSize(2))
                .body("suspects.find { it.url != null }.url", equalTo("https://a.example/report?year=2024"))
                .body("suspects.find { it.url == null }.route", equalTo("/items/{id}"))
                .body("suspects[0].deaths", is(3))
                .body("suspects[0].probability", lessThan(1f))
                .body("suspects[0].examples", hasSize(3));
        Contract.published().check("Suspects", answer.asString());
        get(SUSPECTS + "checkout&to=2025-04-01T12:01")
                .then()
                .body("deaths", is(1))
                .body("suspects", hasSize(0));
        get(SUSPECTS + "nobody").then().statusCode(200).body("deaths", is(0));
    }
}
