package dev.webcheck.bench.pipeline;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.local.EmbeddedKafka;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.local.LocalStack;
import dev.webcheck.local.ServiceLaunch;
import dev.webcheck.local.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A broker with an empty topic, an empty database, and the workers on them. */
final class Installation implements AutoCloseable {

    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final Path logs;
    private final int partitions;
    private final List<ServiceProcess> workers = new ArrayList<>();

    private Installation(EmbeddedKafka kafka, EmbeddedPostgres postgres, Path logs, int partitions) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.logs = logs;
        this.partitions = partitions;
    }

    static Installation start(Path folder, int partitions) {
        EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
        try {
            kafka.createTopic(RequestEventsTopic.NAME, partitions, Map.of("message.timestamp.type", "LogAppendTime"));
            return new Installation(kafka, EmbeddedPostgres.startTemporary(), folder, partitions);
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    Backlog backlog(int eventsPerRecord) {
        return new Backlog(kafka.bootstrapServers(), partitions, eventsPerRecord);
    }

    ServiceProcess startWorker() throws IOException {
        Path jar = LocalStack.home().resolve("worker-service/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new BenchFailure("The worker is not built: there is no " + jar + ". Run `mvn package` first.");
        }
        ServiceProcess worker = ServiceProcess.start(new ServiceLaunch(
                "worker-service",
                jar,
                freePort(),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                        "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", postgres.username(),
                        "QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                List.of("-Xmx614m", "-XX:+UseParallelGC", "-XX:NewRatio=1", "-XX:+ExitOnOutOfMemoryError"),
                logs.resolve("worker-" + (workers.size() + 1) + ".log")));
        workers.add(worker);
        return worker;
    }

    /** So that the database has told all that it counts, and nobody writes. */
    void stopWorkers() {
        workers.forEach(ServiceProcess::stop);
        workers.clear();
    }

    @Override
    public void close() {
        workers.forEach(ServiceProcess::kill);
        postgres.close();
        kafka.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
