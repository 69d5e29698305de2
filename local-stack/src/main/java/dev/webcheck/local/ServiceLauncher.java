package dev.webcheck.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Knows how each packaged service is started against a broker and a database. */
final class ServiceLauncher {

    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final Path home = ProjectHome.find();
    private final LocalStackSettings settings;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;

    ServiceLauncher(LocalStackSettings settings, EmbeddedKafka kafka, EmbeddedPostgres postgres) {
        this.settings = settings;
        this.kafka = kafka;
        this.postgres = postgres;
    }

    ServiceProcess launch(Service service, String name, int port) {
        Path jar = service.jar(home);
        if (!Files.isRegularFile(jar)) {
            throw new LocalServerException(name + " is not built: there is no " + jar + ". Run `mvn package` first.");
        }
        Path log = settings.dataDirectory().resolve("logs").resolve(name + ".log");
        return ServiceProcess.start(new ServiceLaunch(name, jar, port, environment(service), jvmOptions(), log));
    }

    private List<String> jvmOptions() {
        return Stream.concat(JVM_OPTIONS.stream(), settings.jvmOptions().stream())
                .toList();
    }

    private Map<String, String> environment(Service service) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                // people read these logs
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false",
                "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", postgres.username(),
                "QUARKUS_DATASOURCE_PASSWORD", postgres.password()));
        environment.putAll(settings.environment(service));
        return environment;
    }
}
