package dev.webcheck.query.completeness;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

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

/** As many hours of instances as an account looks at, and more. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class ManyHoursIT {

    private static final String DAY = "/api/v1/completeness?from=2025-04-01&to=2025-04-02";

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void hours_of_ten_thousand_instances_add_up_and_of_one_more_are_refused() throws Exception {
        hours(10_000, 10);
        rows.execute("INSERT INTO instance (id, service, state, partition, heard_tick, lease_ticks, first_heard_at,"
                + " last_heard_at) SELECT DISTINCT instance_id, 'checkout', 'ALIVE', 0, 1, 10, now(), now()"
                + " FROM instance_hour");

        get(DAY).then()
                .statusCode(200)
                .body("$", hasSize(10))
                .body("[0].instances", is(10_000))
                .body("[9].ended", is(10_000))
                .body("[9].completeness", is("UNKNOWN"));

        rows.execute("INSERT INTO instance_hour (instance_id, hour, writes)"
                + " VALUES (gen_random_uuid(), '2025-04-01T12:00Z', 1)");
        refused(DAY, "to", "the answer takes more than the 10000 instances that one question may read");
    }

    @Test
    void more_than_a_hundred_thousand_hours_are_refused() throws Exception {
        hours(5_000, 20);
        get(DAY).then().statusCode(200);

        rows.execute("INSERT INTO instance_hour (instance_id, hour, writes)"
                + " SELECT instance_id, '2025-04-05T12:00Z', 1 FROM instance_hour LIMIT 1");
        refused(DAY, "to", "the answer takes more than the 100000 hours of instances that one question may read");
    }

    @Test
    void an_instance_of_more_than_twenty_thousand_hours_is_refused() throws Exception {
        rows.execute("INSERT INTO instance_hour (instance_id, hour, writes) SELECT '" + Rows.INSTANCE
                + "', timestamptz '2025-04-01T12:00Z' + i * interval '1 h', 1 FROM generate_series(1, 20000) i");
        String account = "/api/v1/completeness?instanceId=" + Rows.INSTANCE;
        get(account).then().statusCode(200).body("hours", hasSize(20_000));

        rows.execute("INSERT INTO instance_hour (instance_id, hour, writes) VALUES ('" + Rows.INSTANCE
                + "', '2025-04-01T12:00Z', 1)");
        refused(
                account,
                "instanceId",
                "the answer takes more than the 20000 hours of instances that one question may read");
    }

    private static void refused(String url, String field, String detail) throws Exception {
        Response answer = get(url);
        answer.then().statusCode(400).body("errors[0].field", is(field)).body(containsString(detail));
        Contract.published().check("Problem", answer.asString());
    }

    private void hours(int instances, int hoursOfEach) throws SQLException {
        rows.execute("INSERT INTO instance_hour (instance_id, hour, completed, writes)"
                + " SELECT ('9d2b1c1e-51a7-4a55-9a0e-' || lpad(i::text, 12, '0'))::uuid,"
                + " timestamptz '2025-04-01T00:00Z' + h * interval '1 h', 1, 1"
                + " FROM generate_series(1, " + instances + ") i, generate_series(1, " + hoursOfEach + ") h");
    }
}
