package dev.webcheck.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application under the OpenTelemetry agent, which traces Kafka's producer and the HTTP client of the JDK. */
class OpenTelemetryAgentIT {

    private static final Path AGENT = Path.of("target", "agent", "opentelemetry-javaagent.jar");
    private static final int REQUESTS = 4;

    private final Path folder;
    private final TestServer server = TestServer.start();
    private final EventTopic topic = EventTopic.create(SharedKafka.get());

    OpenTelemetryAgentIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        topic.close();
        server.close();
    }

    @Test
    void only_the_requests_of_the_application_are_traced_when_events_go_to_kafka() throws Exception {
        Map<String, String> kafka = Map.of(
                "WEBCHECK_KAFKA_BOOTSTRAP_SERVERS", SharedKafka.get().bootstrapServers(),
                "WEBCHECK_KAFKA_TOPIC", topic.name());
        List<String> spans = spansOf(kafka, () -> topic.awaitEnds(REQUESTS));
        assertThat(spans).hasSize(REQUESTS + 1).allMatch(span -> span.contains("'GET'"));
    }

    @Test
    void only_the_requests_of_the_application_are_traced_when_events_go_to_an_ingest_service() throws Exception {
        try (TestServer ingest = TestServer.start()) {
            Map<String, String> overHttp =
                    Map.of("WEBCHECK_INGEST_URL", ingest.url(""), "WEBCHECK_CLOSE_TIMEOUT", "500ms");
            List<String> spans = spansOf(overHttp, () -> ingest.awaitAsked());
            assertThat(spans).hasSize(REQUESTS + 1).allMatch(span -> span.contains("'GET'"));
        }
    }

    /** The spans of an application that has a request in flight until its events have left. */
    private List<String> spansOf(Map<String, String> settings, Runnable awaitEvents)
            throws IOException, InterruptedException {
        File log = folder.resolve("log").toFile();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + AGENT,
                "-Dotel.traces.exporter=logging",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-cp",
                System.getProperty("java.class.path"),
                DrainingApplication.class.getName()));
        command.addAll(Collections.nCopies(REQUESTS, server.url("/ok")));
        command.add(server.url("/held"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment()
                .put("WEBCHECK_JOURNAL_DIRECTORY", folder.resolve("journals").toString());
        builder.environment().putAll(settings);
        Process process = builder.start();
        try {
            server.awaitHeld();
            awaitEvents.run();
            server.release();
            assertThat(process.waitFor(120, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(log.toPath()).stream()
                .filter(line -> line.contains("LoggingSpanExporter"))
                .toList();
    }
}
