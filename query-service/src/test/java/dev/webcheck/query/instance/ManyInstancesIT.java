package dev.webcheck.query.instance;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.Pages;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many instances and services as an answer may have, and more. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class ManyInstancesIT {

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void of_more_than_a_thousand_services_those_are_told_that_were_heard_last() throws SQLException {
        rows.execute("INSERT INTO instance (id, service, state, partition, heard_tick, lease_ticks, first_heard_at,"
                + " last_heard_at) SELECT gen_random_uuid(), 'service-' || i || repeat('x', 240), 'ALIVE', 0, 1, 10,"
                + " '2025-04-01T12:00Z', timestamptz '2025-04-01T12:00Z' + i * interval '1 s'"
                + " FROM generate_series(1, 1200) i");

        Response answer = get("/api/v1/services");

        List<String> services = answer.jsonPath().getList("service");
        assertThat(services).hasSize(1_000).first().isEqualTo("checkout");
        assertThat(services.get(999)).startsWith("service-202x");
        assertThat(answer.asByteArray()).hasSizeLessThan(Pages.LONGEST);
    }

    @Test
    void a_page_of_instances_ends_at_its_bytes_and_the_next_goes_on_there() throws SQLException {
        rows.execute("INSERT INTO instance (id, service, state, partition, heard_tick, lease_ticks, first_heard_at,"
                + " last_heard_at, replaced_deaths) SELECT gen_random_uuid(), 'billing', 'ALIVE', 0, 1, 10,"
                + " '2025-04-01T12:00Z', '2025-04-01T12:00Z', " + Rows.LONG_HISTORY + " FROM generate_series(1, 500)");

        List<String> ids = new ArrayList<>();
        for (Response page : Pages.of("/api/v1/instances?limit=1000&service=billing")) {
            ids.addAll(page.jsonPath().getList("instanceId"));
        }
        assertThat(ids).hasSize(500).doesNotHaveDuplicates();
    }
}
