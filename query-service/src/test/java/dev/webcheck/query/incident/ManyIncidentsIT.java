package dev.webcheck.query.incident;

import static dev.webcheck.query.Rows.NOON;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.Pages;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many deaths, and requests in flight at them, as an answer may have, and more. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class ManyIncidentsIT {

    private static final String SUSPECTS = "/api/v1/incidents/suspects?service=checkout";

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @Test
    void a_page_of_incidents_ends_at_its_bytes_and_the_next_goes_on_there() throws SQLException {
        rows.execute("UPDATE instance SET replaced_deaths = " + Rows.LONG_HISTORY);
        rows.execute("INSERT INTO instance (id, service, state, partition, heard_tick, lease_ticks, first_heard_at,"
                + " last_heard_at, replaced_deaths) SELECT ('9d2b1c1e-51a7-4a55-9a0e-' || lpad(i::text, 12, '0'))::uuid,"
                + " service, state, 0, 1, 10, first_heard_at, last_heard_at, replaced_deaths"
                + " FROM instance, generate_series(1, 500) i");
        rows.execute("INSERT INTO incident SELECT id, 'billing', '2025-04-01T12:00Z', 'journal', '2025-04-01T12:00Z',"
                + " 1, 2, 3 FROM instance");

        List<String> ids = new ArrayList<>();
        for (Response page : Pages.of("/api/v1/incidents?limit=1000&service=billing")) {
            ids.addAll(page.jsonPath().getList("instanceId"));
        }
        assertThat(ids).hasSize(501).doesNotHaveDuplicates();
    }

    @Test
    void fifty_suspects_of_the_latest_thirty_deaths_are_told() throws SQLException {
        for (int i = 0; i < 32; i++) {
            died(i, 60, "");
        }

        get(SUSPECTS).then().body("deaths", is(30)).body("suspects", hasSize(50));
    }

    @Test
    void of_long_urls_in_flight_as_many_are_looked_at_as_have_their_bytes() throws SQLException {
        died(1, 60, "repeat('x', 8000)");
        died(2, 60, "repeat('x', 8000)");

        Response answer = get(SUSPECTS);

        // 256 KiB
        answer.then().body("suspects", hasSize(33));
        assertThat(answer.asByteArray()).hasSizeLessThan(Pages.LONGEST);
    }

    @Test
    void of_many_requests_in_flight_the_latest_five_hundred_are_looked_at() throws SQLException {
        for (int i = 1; i <= 2; i++) {
            UUID instance = died(i, 0, "");
            inFlight(instance, 500, i + 10, "i || '/" + i + "'", "o" + i + ".example");
        }
        get(SUSPECTS).then().body("suspects", hasSize(0));

        died(3, 1, "");
        died(4, 1, "");
        get(SUSPECTS).then().body("suspects", hasSize(1));

        for (int i = 3; i <= 4; i++) {
            UUID instance = new UUID(0x9d2b_1c1e_51a7_4a55L, 0x9a0e_0000_0000_0000L | i);
            inFlight(instance, 500, i + 10, "i || '/" + i + "'", "o" + i + ".example");
        }
        get(SUSPECTS).then().body("suspects", hasSize(0));
    }

    /** An instance that died with the same requests in flight as others. */
    private UUID died(int number, int inFlight, String more) throws SQLException {
        UUID instance = rows.incident(number, "checkout", NOON.plusSeconds(1_000L + number));
        inFlight(instance, inFlight, number, "i" + (more.isEmpty() ? "" : " || " + more), "a.example");
        return instance;
    }

    private void inFlight(UUID instance, int count, int start, String path, String website) throws SQLException {
        Instant begin = NOON.plusSeconds(start);
        rows.execute("INSERT INTO request (id, instance_id, outcome, method, url, website)"
                + " SELECT (lpad(to_hex(" + begin.toEpochMilli() + " + i), 12, '0') || '70008000' || lpad('" + start
                + "', 12, '0'))::uuid, '" + instance + "', 'CRASHED', 'GET', 'https://" + website + "/p?' || " + path
                + ", '" + website + "' FROM generate_series(1, " + count + ") i");
    }
}
