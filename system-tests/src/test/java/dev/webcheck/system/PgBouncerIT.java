package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.event.RequestIds;
import dev.webcheck.local.EmbeddedKafka;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.local.LocalStack;
import dev.webcheck.local.ServiceLaunch;
import dev.webcheck.local.ServiceProcess;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Worker and query service behind a connection pooler that hands one session of the server to many clients. */
@NullUnmarked
@ExtendWith(WherePgBouncerIs.class)
class PgBouncerIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String WORKER = "webcheck_worker";
    private static final String QUERY = "webcheck_query";

    private static EmbeddedKafka kafka;
    private static EmbeddedPostgres postgres;
    private static KafkaProducer<byte[], byte[]> producer;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws SQLException {
        kafka = EmbeddedKafka.startTemporary();
        postgres = EmbeddedPostgres.startTemporary();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        // As docs/operating.md has it.
        execute("""
                CREATE ROLE webcheck_worker LOGIN;
                GRANT CREATE, CONNECT ON DATABASE webcheck TO webcheck_worker;
                GRANT USAGE, CREATE ON SCHEMA public TO webcheck_worker;
                ALTER ROLE webcheck_worker SET idle_in_transaction_session_timeout = '10s';
                CREATE ROLE webcheck_query LOGIN IN ROLE pg_read_all_data;
                ALTER ROLE webcheck_query SET default_transaction_read_only = on;
                ALTER ROLE webcheck_query SET statement_timeout = '5s';
                ALTER ROLE webcheck_query SET max_parallel_workers_per_gather = 0;
                ALTER ROLE webcheck_query SET enable_bitmapscan = off;
                """);
    }

    @AfterAll
    static void stop() {
        producer.close();
        postgres.close();
        kafka.close();
    }

    @Test
    void with_the_settings_of_the_roles_both_services_work_side_by_side() throws Exception {
        try (PgBouncer bouncer = bouncer("options,extra_float_digits");
                ServiceProcess worker = service("worker", bouncer, WORKER);
                ServiceProcess query = service("query", bouncer, QUERY)) {
            worker.awaitReady(SOON);
            query.awaitReady(SOON);
            List<UUID> ids = Stream.generate(RequestIds::next).limit(60).toList();
            for (UUID id : ids) {
                send(id);
                // Reads between the writes, so that both services use each session of the server in turn.
                get(query, "/api/v1/requests/get").then().statusCode(200);
            }
            await().atMost(SOON).untilAsserted(() -> get(query, "/api/v1/requests/" + ids.get(ids.size() - 1))
                    .then()
                    .statusCode(200));
            assertThat(log(worker)).doesNotContain("read-only", "prepared statement", "Waiting for the database");
        }
    }

    @Test
    void notes_are_written_once_the_role_may() throws Exception {
        try (PgBouncer bouncer = bouncer("options,extra_float_digits");
                ServiceProcess worker = service("worker", bouncer, WORKER);
                ServiceProcess query = service("query", bouncer, QUERY)) {
            worker.awaitReady(SOON);
            query.awaitReady(SOON);
            UUID dead = UUID.randomUUID();
            execute("INSERT INTO incident VALUES ('%s', 'shop', now(), 'lease', now(), 0, 0, 0)".formatted(dead));
            String notes = "/api/v1/incidents/" + dead + "/notes";

            note(query, "It is looked into.").post(notes).then().statusCode(403);
            get(query, notes).then().statusCode(200);
            execute("GRANT INSERT, UPDATE, DELETE ON incident_note TO webcheck_query");
            String id = note(query, "It is looked into.")
                    .post(notes)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            note(query, "The charge went through.")
                    .header("If-Match", "\"0\"")
                    .put(notes + "/" + id)
                    .then()
                    .statusCode(200);
            RestAssured.given()
                    .baseUri(query.baseUri().toString())
                    .header("If-Match", "\"1\"")
                    .delete(notes + "/" + id)
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void a_query_service_whose_session_settings_are_dropped_says_so_and_reads_nothing() throws Exception {
        try (PgBouncer bouncer = bouncer("options,extra_float_digits");
                ServiceProcess query = service("query", bouncer, WORKER)) {
            awaitInLog(query, "the session lacks default_transaction_read_only=on (it is off)", "Connection poolers");
            assertThat(get(query, "/q/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(query, "/api/v1/requests/get").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void a_pooler_that_refuses_the_session_settings_is_named_with_what_to_do() throws Exception {
        try (PgBouncer bouncer = bouncer("extra_float_digits");
                ServiceProcess worker = service("worker", bouncer, WORKER);
                ServiceProcess query = service("query", bouncer, QUERY)) {
            awaitInLog(worker, "unsupported startup parameter", "Connection poolers");
            awaitInLog(query, "unsupported startup parameter", "Connection poolers");
        }
    }

    private PgBouncer bouncer(String dropped) throws IOException {
        return PgBouncer.start(postgres, folder, List.of(WORKER, QUERY), dropped);
    }

    private ServiceProcess service(String name, PgBouncer bouncer, String user) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                bouncer.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                user,
                "QUARKUS_DATASOURCE_PASSWORD",
                user));
        return ServiceProcess.start(new ServiceLaunch(
                name,
                LocalStack.home().resolve(name + "-service/target/quarkus-app/quarkus-run.jar"),
                freePort(),
                environment,
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                folder.resolve(name + ".log")));
    }

    private static RequestSpecification note(ServiceProcess service, String text) {
        return RestAssured.given()
                .baseUri(service.baseUri().toString())
                .contentType("application/json")
                .body("{\"text\": \"" + text + "\"}");
    }

    private static Response get(ServiceProcess service, String path) {
        return RestAssured.given().baseUri(service.baseUri().toString()).get(path);
    }

    private static void awaitInLog(ServiceProcess service, String... parts) {
        await().atMost(SOON).ignoreExceptions().until(() -> {
            // The query service looks at its database when it is asked.
            get(service, "/q/health/ready");
            return log(service).lines().anyMatch(line -> Stream.of(parts).allMatch(line::contains));
        });
    }

    private static String log(ServiceProcess service) throws IOException {
        return Files.readString(service.logFile());
    }

    private static void send(UUID id) throws Exception {
        RequestBegin begin =
                new RequestBegin(id, id, 1, id, "shop", "GET", "http://shop.example/", Optional.empty(), Map.of());
        producer.send(new ProducerRecord<>(
                        RequestEventsTopic.NAME, RequestEventsTopic.key(begin), new EventCodec().encode(begin)))
                .get();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password())) {
            connection.createStatement().execute(sql);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
