package dev.webcheck.query.count;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.Contract;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many websites as a ranking looks at, and more. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class ManyWebsitesIT {

    private static final String HOUR = "/api/v1/websites?from=2025-04-01T12:00&to=2025-04-01T13:00";

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void of_more_than_ten_thousand_the_latencies_are_refused() throws Exception {
        websites(10_000, 12);
        get(HOUR + "&order=latency&limit=3").then().statusCode(200);

        rows.execute(
                "INSERT INTO website_hour VALUES ('2025-04-01T12:00Z', 'one.more', -1, 0, 1, 0, 0, 0, 0, 0, '{1}')");
        refused(
                HOUR + "&order=latency&limit=3",
                "the answer takes more than the 10000 websites that one question may read");
    }

    @Test
    void of_many_that_are_equal_the_first_by_name_are_told_and_of_too_many_none() throws Exception {
        websites(9_000, 12);

        List<String> first = get(HOUR + "&limit=1000").jsonPath().getList("website");
        assertThat(first).hasSize(1_000).isSorted().startsWith("00001.example").endsWith("01000.example");

        websites(60_000, 11);
        refused(
                "/api/v1/websites?from=2025-04-01T11:00&to=2025-04-01T12:00&limit=10",
                "the answer takes more than the 50000 websites that one question may read");
    }

    /** Unless the statement takes too long at first: so much was just put in. */
    private static void refused(String url, String detail) throws Exception {
        Response answer =
                await().atMost(Duration.ofSeconds(20)).until(() -> get(url), tried -> tried.statusCode() != 503);
        answer.then().statusCode(400).body(containsString(detail));
        Contract.published().check("Problem", answer.asString());
    }

    /** So many websites with one request each. */
    private void websites(int count, int hour) throws SQLException {
        rows.execute("INSERT INTO website_hour SELECT '2025-04-01T" + hour + ":00Z', lpad(i::text, 5, '0')"
                + " || '.example', -1, 0, 1, 0, 0, 0, 0, 0, '{1}'"
                + " FROM generate_series(1, " + count + ") i");
        rows.execute("ANALYZE website_hour");
    }
}
