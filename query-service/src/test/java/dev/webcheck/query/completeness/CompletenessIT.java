package dev.webcheck.query.completeness;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.Contract;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class CompletenessIT {

    private static final String OF_INSTANCE = "/api/v1/completeness?instanceId=" + Rows.INSTANCE;
    private static final String OF_HOURS = "/api/v1/completeness?from=2025-04-01T12:30&to=2025-04-02";

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
        rows.execute("UPDATE instance SET first_heard_at = '2025-04-01T12:00Z'");
        rows.execute("INSERT INTO instance_hour VALUES ('" + Rows.INSTANCE
                + "', '2025-04-01T12:00Z', 1, 2, 3, 0, 0, 4, 5, 0, 15, 5, 1), ('" + Rows.INSTANCE
                + "', '2025-04-01T13:00Z', 0, 1, 0, 0, 0, 0, 0, 0, 16, 6, 3)");
    }

    @Test
    void an_instance_that_has_stopped_is_complete() throws SQLException, JsonProcessingException {
        rows.execute(
                "UPDATE instance SET state = 'STOPPED', stop_reason = 'CLOSED', sequence = 9, begun = 16, ended = 6,"
                        + " unrecorded = 3");

        Response answer = get(OF_INSTANCE);

        answer.then()
                .statusCode(200)
                .body("service", equalTo("checkout"))
                .body("completeness", equalTo("COMPLETE"))
                .body("$", not(hasKey("reason")))
                .body("begun", is(19))
                .body("ended", is(6))
                .body("inFlight", is(1))
                .body("crashed", is(4))
                .body("unknown", is(5))
                .body("unrecorded", is(3))
                .body("missing", is(0))
                .body("told.begun", is(16))
                .body("hours.unrecorded", contains(1, 2))
                .body("hours.completeness", contains("COMPLETE", "COMPLETE"));
        Contract.published().check("InstanceAccount", answer.asString());
    }

    @Test
    void what_is_missing_is_told() throws SQLException, JsonProcessingException {
        rows.execute("UPDATE instance SET sequence = 9, begun = 18");

        Response answer = get(OF_INSTANCE);

        answer.then()
                .body("completeness", equalTo("MISSING"))
                .body("missing", is(2))
                .body("begun", is(18))
                .body("hours.reason", contains("MISSING_ELSEWHERE", "MISSING_ELSEWHERE"));
        Contract.published().check("InstanceAccount", answer.asString());
    }

    @Test
    void hours_are_told_over_all_instances() throws JsonProcessingException {
        Response answer = get(OF_HOURS);

        answer.then()
                .statusCode(200)
                .body("hour", contains("2025-04-01T13:00:00.000Z", "2025-04-01T12:00:00.000Z"))
                .body("completeness", contains("UNKNOWN", "UNKNOWN"))
                .body("reason", contains("NO_SIGN", "NO_SIGN"))
                .body("instances", contains(1, 1))
                .body("begun", contains(3, 16));
        Contract.published().check("HourAccounts", answer.asString());
        get("/api/v1/completeness?from=2025-04-02&to=2025-04-03").then().body("$", hasSize(0));
    }

    @Test
    void of_an_instance_that_nobody_heard_nothing_is_known() throws JsonProcessingException {
        Response answer = get("/api/v1/completeness?instanceId=e9717796-bb7d-4b22-9f56-07fec838d4c5");

        answer.then()
                .statusCode(404)
                .body(
                        "detail",
                        equalTo(
                                "Nothing of an instance with the id e9717796-bb7d-4b22-9f56-07fec838d4c5 is recorded."));
        Contract.published().check("Problem", answer.asString());
    }
}
