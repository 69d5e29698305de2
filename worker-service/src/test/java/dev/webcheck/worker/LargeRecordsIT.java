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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of a worker, and records that are small as the broker holds them, but large when they are read. */
class LargeRecordsIT {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    /** Some 128 KiB each, as large as senders make them. */
    private static final int RECORDS = 5_000;

    /** What a worker has with the memory limit of the Kubernetes manifests. */
    private static final String HEAP = "-Xmx614m";

    private static final int EVENTS_PER_RECORD = 15;
    private static final String URL = "http://shop.example/" + "x".repeat(8_000);

    private final EventCodec codec = new EventCodec();

    @Test
    void are_stored_within_the_heap(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("worker.log");
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary()) {
            kafka.createTopic(RequestEventsTopic.NAME, 2, Map.of("message.timestamp.type", "LogAppendTime"));
            send(kafka);
            Process worker = start(kafka, postgres, log);
            try {
                await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1)).until(() -> {
                    assertThat(worker.isAlive()).as(() -> text(log)).isTrue();
                    return stored(postgres) == (long) RECORDS * EVENTS_PER_RECORD;
                });
            } finally {
                worker.destroyForcibly();
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the close waits for all of them
    private void send(EmbeddedKafka kafka) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                UUID instance = UUID.randomUUID();
                producer.send(new ProducerRecord<>(
                        RequestEventsTopic.NAME, i % 2, RequestEventsTopic.key(instance), record(instance)));
            }
        }
    }

    private byte[] record(UUID instance) {
        return Stream.generate(RequestIds::next)
                .limit(EVENTS_PER_RECORD)
                .map(id -> new RequestBegin(id, id, 1, instance, "shop", "GET", URL, Optional.empty(), Map.of()))
                .map(begin -> new String(codec.encode(begin), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Process start(EmbeddedKafka kafka, EmbeddedPostgres postgres, Path log) throws IOException {
        ProcessBuilder worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseParallelGC",
                        "-XX:NewRatio=1",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
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
                        "QUARKUS_HTTP_PORT", "0"));
        return worker.start();
    }

    private static long stored(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet exists = statement.executeQuery("SELECT to_regclass('request') IS NOT NULL")) {
            exists.next();
            if (!exists.getBoolean(1)) {
                return 0;
            }
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM request")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }
}
