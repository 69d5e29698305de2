package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.event.RequestIds;
import dev.webcheck.local.EmbeddedKafka;
import dev.webcheck.local.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of a worker that is told to stop. */
class StopIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void what_is_stored_is_committed_before_it_leaves_and_nothing_is_told_but_the_stop(@TempDir Path folder)
            throws Exception {
        Path log = folder.resolve("worker.log");
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary()) {
            Process worker = start(kafka, postgres, log);
            try (TopicClient topic = new TopicClient(kafka.bootstrapServers())) {
                await().atMost(SOON).until(() -> text(log).contains("Made 9 daily partitions"));
                send(topic);
                await().atMost(SOON).until(() -> stored(postgres) == 1);
                RecordMetadata last = send(topic);
                await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> stored(postgres) == 2);
                worker.destroy();

                assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(worker.exitValue()).isEqualTo(143);
                assertThat(committed(kafka, last.partition()).offset()).isGreaterThan(last.offset());
                assertThat(text(log)).doesNotContain("\tat ", "Exception", " ERROR ");
            } finally {
                worker.destroyForcibly();
            }
        }
    }

    private static RecordMetadata send(TopicClient topic) {
        UUID id = RequestIds.next();
        RequestBegin begin = new RequestBegin(
                id, id, 1, UUID.randomUUID(), "shop", "GET", "http://shop.example/", Optional.empty(), Map.of());
        return topic.send(RequestEventsTopic.key(begin), new EventCodec().encode(begin));
    }

    private static Process start(EmbeddedKafka kafka, EmbeddedPostgres postgres, Path log) throws IOException {
        ProcessBuilder worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        worker.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                        "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", postgres.username(),
                        "QUARKUS_DATASOURCE_PASSWORD", postgres.password(),
                        "WEBCHECK_TOPIC_PARTITIONS", "2",
                        "QUARKUS_HTTP_PORT", "0"));
        return worker.start();
    }

    private static OffsetAndMetadata committed(EmbeddedKafka kafka, int partition) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return Objects.requireNonNull(admin.listConsumerGroupOffsets("webcheck-worker")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(RequestEventsTopic.NAME, partition)));
        }
    }

    private static long stored(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                var row = connection.createStatement().executeQuery("SELECT count(*) FROM request")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }
}
