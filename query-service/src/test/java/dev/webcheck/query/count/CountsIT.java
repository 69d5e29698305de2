package dev.webcheck.query.count;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class CountsIT {

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    private Rows rows;

    @BeforeEach
    void count() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
        // bucket 53 ends at 2^13.25 microseconds
        String ends = "array_fill(0, ARRAY[53]) || ARRAY[%d]";
        rows.execute("INSERT INTO website_change VALUES"
                + " ('2025-04-01T12:00Z', 'a.example', 1, 5, 1, 0, 0, 0, 0, " + ends.formatted(6) + "),"
                + " ('2025-04-01T13:00Z', 'a.example', 0, 1, 0, 0, 0, 0, 0, " + ends.formatted(1) + "),"
                + " ('2025-04-01T13:00Z', 'b.example', 0, 0, 2, 0, 0, 1, 0, " + ends.formatted(2) + ")");
        rows.execute("INSERT INTO minute_change VALUES"
                + " ('2025-04-01T12:07Z', 1, 5, 1, 0, 0, 0, 0, " + ends.formatted(6) + "),"
                + " ('2025-04-01T13:00Z', 0, 1, 2, 0, 0, 1, 0, " + ends.formatted(3) + ")");
    }

    @Test
    void websites_are_ranked_by_their_requests() throws JsonProcessingException {
        Response answer = get("/api/v1/websites?from=2025-04-01T12:30&to=2025-04-01T13:00:01");

        answer.then()
                .statusCode(200)
                .body("website", contains("a.example", "b.example"))
                .body("[0].requests", is(8))
                .body("[0].outcomes", equalTo(Map.of("IN_FLIGHT", 1, "COMPLETED", 6, "FAILED", 1)))
                .body("[0].failures", is(1))
                .body("[0].crashes", is(0))
                .body("[1].crashes", is(1));
        Contract.published().check("RankedWebsites", answer.asString());
    }

    @Test
    void websites_are_ranked_by_failures_crashes_and_latency() {
        String frame = "/api/v1/websites?from=2025-04-01&to=2025-04-02&order=";

        get(frame + "failures").then().body("website", contains("b.example", "a.example"));
        get(frame + "Failures&limit=1").then().body("website", contains("b.example"));
        get(frame + "crashes").then().body("website", contains("b.example"));
        get(frame + "latency").then().body("website", containsInAnyOrder("a.example", "b.example"));
    }

    @Test
    void without_a_frame_it_is_the_last_day() throws JsonProcessingException {
        Response websites = get("/api/v1/websites");
        Response series = get("/api/v1/time-series");

        websites.then().statusCode(200).body("$", hasSize(0));
        series.then().statusCode(200).body("step", equalTo("hour")).body("points.requests.sum()", is(0));
        Contract.published().check("TimeSeries", series.asString());
        get("/api/v1/time-series?to=2025-04-02T12:00&step=hour")
                .then()
                .body("from", equalTo("2025-04-01T12:00:00.000Z"))
                .body("points.requests", hasSize(24))
                .body("points[0].requests", is(7));
    }

    @Test
    void in_the_first_days_of_the_calendar_and_in_the_last_nothing_is_counted() throws JsonProcessingException {
        for (String frame : List.of("to=0001-01-01", "from=9999-12-30&to=9999-12-31")) {
            for (String order : List.of("requests", "failures", "crashes", "latency")) {
                get("/api/v1/websites?order=" + order + "&" + frame)
                        .then()
                        .statusCode(200)
                        .body("$", hasSize(0));
            }
            Contract.published()
                    .check("TimeSeries", get("/api/v1/time-series?" + frame).asString());
        }
    }

    @Test
    void a_time_series_has_a_point_for_each_step() throws JsonProcessingException {
        Response answer = get("/api/v1/time-series?from=2025-04-01T11:30&to=2025-04-01T13:10&step=hour");

        answer.then()
                .statusCode(200)
                .body("from", equalTo("2025-04-01T11:00:00.000Z"))
                .body("to", equalTo("2025-04-01T14:00:00.000Z"))
                .body("points.requests", contains(0, 7, 4))
                .body("total.requests", is(11))
                .body("total.outcomes", equalTo(Map.of("IN_FLIGHT", 1, "COMPLETED", 6, "FAILED", 3, "CRASHED", 1)))
                .body("total", hasKey("p99Millis"))
                .body("points[0]", not(hasKey("p50Millis")))
                .body("points[1].outcomes.COMPLETED", is(5))
                .body("points[2].at", equalTo("2025-04-01T13:00:00.000Z"));
        Contract.published().check("TimeSeries", answer.asString());
    }

    @Test
    void the_step_follows_from_the_frame() {
        get("/api/v1/time-series?from=2025-04-01T11:00&to=2025-04-01T14:00")
                .then()
                .body("step", equalTo("minute"))
                .body("points", hasSize(180))
                .body("points[67].requests", is(7));
        get("/api/v1/time-series?from=2025-04-01&to=2025-04-08").then().body("points", hasSize(168));
        get("/api/v1/time-series?from=2025-04-01&to=2025-04-09").then().body("points", hasSize(8));
    }

    @Test
    void a_time_series_can_be_that_of_a_website() {
        get("/api/v1/time-series?from=2025-04-01T12:00&to=2025-04-01T14:00&website=A.example")
                .then()
                .statusCode(200)
                .body("step", equalTo("hour"))
                .body("points.requests", contains(7, 1));
    }
}
