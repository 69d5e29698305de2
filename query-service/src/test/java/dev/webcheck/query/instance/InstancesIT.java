package dev.webcheck.query.instance;

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
class InstancesIT {

    private static final String LIST = "/api/v1/instances";

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
        rows.execute("DELETE FROM instance");
    }

    @Test
    void an_instance_is_shown_with_its_counters_and_its_deaths() throws SQLException, JsonProcessingException {
        UUID alive = rows.instance(1, "checkout", NOON, "ALIVE");
        UUID dead = rows.instance(2, "checkout", NOON.plusSeconds(1), "PRESUMED_DEAD");
        rows.execute(
                "UPDATE instance SET lease_ticks = 9, sequence = 1, begun = 12, ended = 8, unrecorded = 3, verdict_at = '"
                        + NOON.plusSeconds(9) + "' WHERE id = '" + dead + "'");

        Response answer = get(LIST);

        answer.then()
                .statusCode(200)
                .body("instanceId", contains(alive.toString(), dead.toString()))
                .body("[1].state", equalTo("PRESUMED_DEAD"))
                .body("[1].openRequests", is(4))
                .body("[1].unrecorded", is(3))
                .body("[1].detector", equalTo("lease"))
                .body("[1].diedAt", equalTo("2025-04-01T12:00:09.000Z"))
                .body("[1].leaseMillis", is(9_000))
                .body("[0].begun", nullValue())
                .body("[0]", not(hasKey("detector")))
                .body("[0].firstHeardAt", equalTo("2025-04-01T12:00:00.000Z"));
        Contract.published().check("Instances", answer.asString());
        get(LIST + "/" + dead).then().statusCode(200).body("begun", is(12));
        get(LIST + "/" + UUID.randomUUID()).then().statusCode(404).contentType("application/problem+json");
        get(LIST + "/42").then().statusCode(400).body("errors[0].field", equalTo("instanceId"));
    }

    @Test
    void how_an_instance_stopped_tells_whether_it_died() throws SQLException {
        UUID shutdown = rows.instance(1, "a", NOON, "STOPPED");
        UUID closed = rows.instance(2, "a", NOON, "STOPPED");
        UUID died = rows.instance(3, "a", NOON, "STOPPED");
        rows.execute("UPDATE instance SET verdict_at = now(), stop_reason = CASE id WHEN '" + shutdown
                + "' THEN 'SHUTDOWN' WHEN '" + closed + "' THEN 'CLOSED' ELSE 'DIED' END");

        get(LIST + "/" + shutdown)
                .then()
                .body("stopReason", equalTo("SHUTDOWN"))
                .body("detector", equalTo("stopped"));
        get(LIST + "/" + closed).then().body("stopReason", equalTo("CLOSED")).body("$", not(hasKey("diedAt")));
        get(LIST + "/" + died).then().body("stopReason", equalTo("DIED")).body("detector", equalTo("journal"));
    }

    @Test
    void links_lead_through_all_instances_of_a_service_and_state() throws SQLException {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            wanted.add(
                    0,
                    rows.instance(i, "checkout", NOON.plusSeconds(i / 2), "ALIVE")
                            .toString());
        }
        rows.instance(7, "billing", NOON, "ALIVE");
        rows.instance(8, "checkout", NOON, "PRESUMED_DEAD");
        UUID stopped = rows.instance(9, "checkout", NOON.plusSeconds(5), "STOPPED");
        rows.execute("UPDATE instance SET verdict_at = '" + NOON.plusSeconds(6) + "' WHERE id = '" + stopped + "'");
        wanted.add(stopped.toString());

        List<String> seen = new ArrayList<>();
        URI next = URI.create(LIST + "?service=checkout&state=alive,stopped&limit=2");
        while (next != null) {
            Response page = given().urlEncodingEnabled(false).get(next.toString());
            seen.addAll(page.then().statusCode(200).extract().path("instanceId"));
            String link = page.getHeader("Link");
            next = link == null ? null : URI.create(link.substring(1, link.indexOf('>')));
        }

        assertThat(seen).containsExactlyElementsOf(wanted);
        get(LIST + "?state=DEAD").then().statusCode(400).body("errors[0].value", equalTo("DEAD"));
    }

    @Test
    void services_are_told_with_their_instances() throws SQLException, JsonProcessingException {
        get("/api/v1/services").then().statusCode(200).body("$", hasSize(0));
        rows.instance(1, "checkout", NOON, "ALIVE");
        rows.instance(2, "checkout", NOON.plusSeconds(1), "STOPPED");

        Response answer = get("/api/v1/services");

        answer.then()
                .body("$", hasSize(1))
                .body("[0].service", equalTo("checkout"))
                .body("[0].instances", is(2))
                .body("[0].alive", is(1))
                .body("[0].stopped", is(1))
                .body("[0].lastHeardAt", equalTo("2025-04-01T12:00:01.000Z"));
        Contract.published().check("Services", answer.asString());
    }
}
