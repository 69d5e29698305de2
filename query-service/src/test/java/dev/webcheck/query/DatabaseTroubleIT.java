package dev.webcheck.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.webcheck.local.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class DatabaseTroubleIT {

    private static final int CONNECTIONS = 16;

    private static final List<String> ROUTES = List.of(
            "/api/v1/requests/get",
            "/api/v1/requests/e9717796-bb7d-4b22-9f56-07fec838d4c5",
            "/api/v1/requests/frequent-website",
            "/api/v1/requests/time-frame?from=2025-04-01&to=2025-04-02",
            "/api/v1/incidents",
            "/api/v1/incidents/get?instanceId=e9717796-bb7d-4b22-9f56-07fec838d4c5",
            "/api/v1/incidents/e9717796-bb7d-4b22-9f56-07fec838d4c5/notes",
            "/api/v1/instances",
            "/api/v1/services",
            "/api/v1/completeness?from=2025-04-01&to=2025-04-02");

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @Inject
    DataSource database;

    @Test
    void without_its_database_the_service_says_so_lives_and_recovers() throws Exception {
        get("/api/v1/requests/get").then().statusCode(200);

        postgres.stop();
        try {
            for (String route : ROUTES) {
                assertUnavailable(get(route), "The database does not answer at present.");
            }
            assertUnavailable(
                    given().accept("application/x-ndjson").get(ROUTES.get(0)),
                    "The database does not answer at present.");
            assertUnavailable(
                    given().contentType("application/json")
                            .body("{\"text\": \"x\"}")
                            .post(ROUTES.get(6)),
                    "The database does not answer at present.");
            get("/q/health/live").then().statusCode(200);
            get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks[0].data.database", equalTo("The database does not answer at present."));
        } finally {
            postgres.restart();
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
        get("/api/v1/requests/get").then().statusCode(200);
    }

    @Test
    void without_the_schema_the_service_says_so() throws Exception {
        String detail =
                "The database lacks tables that are read here. They are made when the worker service of this version starts.";
        execute("ALTER TABLE request RENAME TO request_elsewhere");
        try {
            assertUnavailable(get("/api/v1/requests/get"), detail);
            get("/q/health/ready").then().statusCode(503).body("checks[0].data.database", equalTo(detail));
        } finally {
            execute("ALTER TABLE request_elsewhere RENAME TO request");
        }
        get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void a_statement_that_takes_too_long_is_given_up() throws SQLException {
        new Rows(postgres).clear();
        try (Connection connection = new Rows(postgres).connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE website_hour IN ACCESS EXCLUSIVE MODE");

            get("/api/v1/requests/frequent-website")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", nullValue())
                    .body("instance", equalTo("/api/v1/requests/frequent-website"));
        }
        assertThat(get("/api/v1/requests/frequent-website").statusCode()).isEqualTo(404);
    }

    @Test
    void who_finds_all_connections_in_use_is_told_so_and_the_service_stays_ready() throws Exception {
        List<Connection> all = new ArrayList<>();
        get("/q/health/ready").then().statusCode(200);
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(database.getConnection());
            }
            assertUnavailable(
                    get("/api/v1/requests/get"),
                    "As many questions are put to the database at present as may be at a time.");
            get("/q/health/ready").then().statusCode(200);
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
        get("/api/v1/requests/get").then().statusCode(200);
    }

    @Test
    void the_service_cannot_write() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM request"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        }
    }

    @Test
    void a_question_occupies_one_process_of_the_database() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW max_parallel_workers_per_gather")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    @Test
    void the_newest_of_a_day_without_statistics_are_read_along_their_index() throws SQLException {
        execute("TRUNCATE request");
        execute(
                "INSERT INTO request (id, instance_id, outcome) SELECT overlay(request_id_floor('2025-04-01T12:00Z')::text"
                        + " PLACING lpad(n::text, 12, '0') FROM 25)::uuid, gen_random_uuid(), 'UNKNOWN' FROM generate_series(1, 20000) n");
        List<String> plan = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN SELECT * FROM request"
                        + " WHERE id >= '0195f138-d600-0000-0000-000000000000' AND id < '0195f13f-0000-0000-0000-000000000000'"
                        + " ORDER BY id DESC LIMIT 10000")) {
            while (row.next()) {
                plan.add(row.getString(1));
            }
        }

        assertThat(plan)
                .anyMatch(line -> line.contains("Index Scan Backward"))
                .noneMatch(line -> line.contains("Sort"));
    }

    private static void assertUnavailable(Response answer, String detail) throws Exception {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("detail", equalTo(detail));
        Contract.published().check("Problem", answer.asString());
        assertThat(answer.asString()).doesNotContain("xception").doesNotContain("SELECT");
    }

    private void execute(String sql) throws SQLException {
        new Rows(postgres).execute(sql);
    }
}
