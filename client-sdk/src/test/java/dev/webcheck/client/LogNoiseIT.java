package dev.webcheck.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application that logs everything from INFO on finds in its log because of the SDK. */
class LogNoiseIT {

    private final Path folder;
    private final TestServer server = TestServer.start();
    private final EventTopic topic = EventTopic.create(SharedKafka.get());

    LogNoiseIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        topic.close();
        server.close();
    }

    @Test
    void a_run_without_trouble_logs_no_warning_and_no_listing_of_settings() throws Exception {
        List<String> log = logOf(topic.name(), "5s", server.url("/ok"), "PT0.5S", server.url("/ok"));
        topic.awaitEnds(2);
        assertThat(log).noneMatch(line -> line.contains("values:") || line.startsWith("WARN"));
        assertThat(log).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void a_topic_that_is_missing_is_told_once_however_often_it_is_looked_for() throws Exception {
        String missing = "missing-" + UUID.randomUUID();
        List<String> log = logOf(missing, "0s", server.url("/ok"), "PT4S", server.url("/ok"));
        assertThat(log)
                .filteredOn(line -> line.startsWith("WARN") && !line.contains("closed before"))
                .singleElement(STRING)
                .contains("the topic " + missing + " does not exist");
        assertThat(log).hasSizeLessThanOrEqualTo(5);
    }

    /** Runs an application to its end. */
    private List<String> logOf(String topicName, String closeTimeout, String... steps) throws Exception {
        Path logging = folder.resolve("logging.properties");
        Files.write(
                logging,
                List.of(
                        "handlers = java.util.logging.ConsoleHandler",
                        ".level = INFO",
                        "java.util.logging.SimpleFormatter.format = %4$s %3$s %5$s%6$s%n"));
        Path log = folder.resolve("log");
        Process process = start(topicName, closeTimeout, logging, log, steps);
        try {
            assertThat(process.waitFor(60, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(log);
    }

    private Process start(String topicName, String closeTimeout, Path logging, Path log, String... steps)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=" + logging,
                "-cp",
                System.getProperty("java.class.path"),
                DrainingApplication.class.getName()));
        command.addAll(List.of(steps));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(log.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("WEBCHECK_SERVICE", "logged");
        builder.environment()
                .put("WEBCHECK_KAFKA_BOOTSTRAP_SERVERS", SharedKafka.get().bootstrapServers());
        builder.environment()
                .put("WEBCHECK_JOURNAL_DIRECTORY", folder.resolve("journals").toString());
        builder.environment().put("WEBCHECK_KAFKA_TOPIC", topicName);
        builder.environment().put("WEBCHECK_CLOSE_TIMEOUT", closeTimeout);
        return builder.start();
    }
}
