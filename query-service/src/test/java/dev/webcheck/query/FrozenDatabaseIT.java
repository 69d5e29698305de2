package dev.webcheck.query;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.webcheck.local.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A database whose processes have stopped: it takes connections and says nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class FrozenDatabaseIT {

    private static final String AWAY = "The database does not answer at present.";

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @Test
    void while_the_database_is_frozen_everything_is_answered_in_time() throws Exception {
        new Rows(postgres).clear();
        useManyConnections();
        long server = serverProcess();

        try {
            signal("STOP", server);
            for (int i = 0; i < 2; i++) {
                long begun = System.nanoTime();
                get("/q/health/ready").then().statusCode(503).body("checks[0].data.database", equalTo(AWAY));
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            }
            long begun = System.nanoTime();
            get("/q/health/live").then().statusCode(200);
            get("/api/v1/requests/get")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("detail", equalTo(AWAY));
            get("/api/v1/incidents").then().statusCode(503);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        } finally {
            signal("CONT", server);
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
        get("/api/v1/requests/get").then().statusCode(200);
    }

    /** Each that rests would be tried, one after the other. */
    private static void useManyConnections() {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        CompletableFuture.allOf(IntStream.range(0, 40)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> get("/api/v1/requests/get").then().statusCode(200), clients))
                        .toArray(CompletableFuture[]::new))
                .join();
        clients.shutdown();
    }

    private long serverProcess() throws SQLException, IOException {
        try (Connection connection = new Rows(postgres).connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            List<String> lines = Files.readAllLines(Path.of(row.getString(1), "postmaster.pid"));
            return Long.parseLong(lines.get(0).trim());
        }
    }

    private static void signal(String name, long server) throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(server).orElseThrow();
        // A process that ends meanwhile takes no signal.
        for (ProcessHandle process :
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList()) {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
