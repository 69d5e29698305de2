package dev.webcheck.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.event.StopReason;
import dev.webcheck.local.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged examples as a user does. */
class ExamplesIT {

    private static final Path JAR = Path.of("target").toAbsolutePath();

    private final Path folder;
    private final EmbeddedKafka kafka = EmbeddedKafka.startTemporary();

    ExamplesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What a run left behind. */
    private record Run(int exitCode, String output, String errors) {}

    @BeforeEach
    void createTopic() {
        kafka.createTopic(RequestEventsTopic.NAME, 1, Map.of());
    }

    @AfterEach
    void stopKafka() {
        kafka.close();
    }

    @Test
    void the_demo_shows_every_outcome() throws Exception {
        Run run = run("Demo");

        assertQuiet(run);
        assertThat(run.exitCode()).isZero();
        assertThat(run.output().lines()).hasSize(9);
        List<Event> events = events();
        assertThat(ends(events)).extracting(RequestCompleted::outcome).contains(EndOutcome.FAILED);
        assertThat(ends(events).stream().flatMapToInt(end -> end.statusCode().stream()))
                .contains(200, 404);
        assertThat(ends(events)).anyMatch(end -> end.duration().compareTo(Duration.ofSeconds(2)) >= 0);
        List<RequestBegin> killed = begins(events).stream()
                .filter(begin -> begin.service().equals("demo-payments"))
                .toList();
        assertThat(killed).hasSize(1);
        assertThat(ends(events)).noneMatch(end -> end.id().equals(killed.get(0).id()));
        UUID dead = killed.get(0).instanceId();
        assertThat(stops(events))
                .filteredOn(stop -> stop.reason() != StopReason.DIED)
                .singleElement()
                .extracting(InstanceStopped::instanceId)
                .isNotEqualTo(dead);
        // The demo, which lives on for longer than the SDK takes to look, finds the journal of the process that was
        // killed.
        assertThat(stops(events))
                .filteredOn(stop -> stop.reason() == StopReason.DIED)
                .singleElement()
                .extracting(InstanceStopped::instanceId)
                .isEqualTo(dead);
    }

    @Test
    void the_simple_one_prints_what_it_did_and_its_secrets_stay_inside() throws Exception {
        Run run = run("Simple");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("status 200", "status 404");
        assertThat(ends(events())).hasSize(3);
        assertThat(begins(events())).extracting(RequestBegin::url).noneMatch(url -> url.contains("never-recorded"));
    }

    @Test
    void an_app_whose_host_is_unknown_says_so_and_is_recorded() throws Exception {
        Run run = run("App", "--url", "http://nowhere.invalid");

        assertThat(run.exitCode()).isEqualTo(1);
        assertQuiet(run);
        RequestCompleted end = ends(events()).get(0);
        assertThat(run.output()).contains("failed: nowhere.invalid").contains("get?id=" + end.id());
        assertThat(end.errorType()).contains("dns");
    }

    @Test
    void the_crash_leaves_a_begin() throws Exception {
        Run run = run("Crash");

        assertThat(run.exitCode()).isEqualTo(137);
        assertThat(begins(events())).hasSize(1);
        assertThat(events()).noneMatch(event -> event instanceof RequestCompleted || event instanceof InstanceStopped);
    }

    @Test
    void wrong_options_and_settings_get_one_clear_line() throws Exception {
        assertThat(run("App", "--url", "example").errors()).startsWith("--url is \"example\", but must be a URL");
        assertThat(run("App").errors()).contains("Missing required option: '--url=URL'");
        Run run = run(Map.of("WEBCHECK_LEASE", "long"), "Simple");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("webcheck.lease is \"long\"").hasLineCount(1);
    }

    @Test
    void help_is_told() throws Exception {
        Run run = run("App", "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).startsWith("Usage: app").contains("--url=URL", "--help");
    }

    @Test
    void without_kafka_the_requests_are_made_all_the_same() throws Exception {
        kafka.stop();
        Run run = run(Map.of("WEBCHECK_CLOSE_TIMEOUT", "500ms"), "Simple");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("status 200");
        assertThat(run.errors()).contains("Kafka was not reached").doesNotContain("\tat ");
    }

    /** On a busy machine a broker may be so slow that the SDK says it waits; nothing else is said. */
    private static void assertQuiet(Run run) {
        assertThat(run.errors().lines()).allMatch(line -> line.matches("(WARN|INFO) Webcheck .*publish.*"));
    }

    private Run run(String example, String... arguments) throws Exception {
        return run(Map.of(), example, arguments);
    }

    private Run run(Map<String, String> environment, String example, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jar(),
                "dev.webcheck.examples." + example));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("WEBCHECK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        builder.environment()
                .put(
                        "WEBCHECK_JOURNAL_DIRECTORY",
                        output.resolveSibling("journals").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(90, SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    }

    private static String jar() throws IOException {
        try (Stream<Path> files = Files.list(JAR)) {
            return files.filter(file -> file.getFileName().toString().matches("webcheck-examples-.*\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    /** All events; a consumer at the end of its partition has nothing more to give. */
    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        EventCodec codec = new EventCodec();
        TopicPartition partition = new TopicPartition(RequestEventsTopic.NAME, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    codec.decodeAll(record.value()).stream()
                            .map(element -> ((EventCodec.Element.Valid) element).event())
                            .forEach(events::add);
                }
            }
        }
        return events;
    }

    private static List<RequestBegin> begins(List<Event> events) {
        return events.stream()
                .filter(RequestBegin.class::isInstance)
                .map(RequestBegin.class::cast)
                .toList();
    }

    private static List<RequestCompleted> ends(List<Event> events) {
        return events.stream()
                .filter(RequestCompleted.class::isInstance)
                .map(RequestCompleted.class::cast)
                .toList();
    }

    private static List<InstanceStopped> stops(List<Event> events) {
        return events.stream()
                .filter(InstanceStopped.class::isInstance)
                .map(InstanceStopped.class::cast)
                .toList();
    }
}
