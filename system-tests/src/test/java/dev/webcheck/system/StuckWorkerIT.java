package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestIds;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.local.LocalStack;
import dev.webcheck.local.LocalStackSettings;
import dev.webcheck.local.Service;
import io.restassured.RestAssured;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A worker that does not come back by itself must not go on as if nothing were. */
class StuckWorkerIT {

    @Test
    void a_worker_whose_batch_never_ends_although_nothing_is_away_ends_with_an_error() throws Exception {
        LocalStackSettings settings =
                LocalStackSettings.temporary().withEnvironment(Service.WORKER, Map.of("WEBCHECK_DEAD_AFTER", "2s"));
        try (LocalStack stack = LocalStack.of(settings).start();
                Connection blocker = connection(stack.postgres());
                var statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE instance IN ACCESS EXCLUSIVE MODE");
            UUID id = RequestIds.next();
            RestAssured.given()
                    .baseUri(stack.ingest().baseUri().toString())
                    .contentType("application/json")
                    .body(new EventCodec()
                            .encode(new RequestBegin(
                                    id, id, 1, id, "shop", "GET", "http://shop.example/", Optional.empty(), Map.of())))
                    .post("/api/v1/events")
                    .then()
                    .statusCode(202);

            assertThat(stack.worker().ended().get(60, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    private static Connection connection(EmbeddedPostgres postgres) throws Exception {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
