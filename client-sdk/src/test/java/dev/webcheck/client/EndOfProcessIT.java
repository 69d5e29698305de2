package dev.webcheck.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndOfProcessIT {

    private final Path journals;
    private final TestServer server = TestServer.start();
    private final EventTopic topic = EventTopic.create(SharedKafka.get());

    EndOfProcessIT(@TempDir Path journals) {
        this.journals = journals;
    }

    @AfterEach
    void close() {
        topic.close();
        server.close();
    }

    @Test
    void a_closed_webcheck_has_told_that_it_stopped_and_what_was_open() throws Exception {
        Webcheck webcheck = topic.webcheck().start();
        try (CloseableHttpClient client =
                webcheck.instrument(HttpClients.custom()).build()) {
            CompletableFuture<Void> call = CompletableFuture.runAsync(() -> {
                try {
                    client.execute(new HttpGet(server.url("/held")), response -> null);
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            RequestBegin open = topic.awaitBegins(1).get(0);
            webcheck.close();
            webcheck.close();

            InstanceStopped stop = topic.awaitStop();
            assertThat(stop.reason()).isEqualTo(StopReason.CLOSED);
            assertThat(stop.openRequests()).containsExactly(open.id());
            assertThat(stop.openRequestsBefore()).isAfter(open.startedAt());
            assertThat(stop.counters().begun()).isEqualTo(1);
            assertThat(webcheck.counters().pending()).isZero();

            server.release();
            call.get();
            assertThat(topic.all(RequestCompleted.class)).isEmpty();
            assertThat(topic.all(InstanceStopped.class)).hasSize(1);
        }
    }

    @Test
    void heartbeats_go_on_and_list_what_is_open_for_long() throws Exception {
        try (Webcheck webcheck = topic.webcheck()
                        .heartbeatInterval(Duration.ofMillis(200))
                        .lease(Duration.ofSeconds(3))
                        .start();
                CloseableHttpClient client =
                        webcheck.instrument(HttpClients.custom()).build()) {
            CompletableFuture<Void> call = CompletableFuture.runAsync(() -> {
                try {
                    client.execute(new HttpGet(server.url("/held")), response -> null);
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            RequestBegin open = topic.awaitBegins(1).get(0);
            List<InstanceSign> signs = topic.awaitSigns(6);
            assertThat(signs).extracting(InstanceSign::sequence).startsWith(1L, 2L, 3L, 4L, 5L, 6L);
            InstanceHeartbeat sixth = (InstanceHeartbeat) signs.get(5);
            assertThat(sixth.lease()).hasSeconds(3);
            assertThat(sixth.openRequests()).containsExactly(open.id());
            server.release();
            call.get();
        }
    }

    @Test
    void a_process_that_exits_says_so_with_its_open_request() throws Exception {
        Process process = fork(SharedKafka.get().bootstrapServers());
        RequestBegin open = topic.awaitBegins(1).get(0);
        try (OutputStream input = process.getOutputStream()) {
            input.write('\n');
        }
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();

        InstanceStopped stop = topic.awaitStop();
        assertThat(stop.reason()).isEqualTo(StopReason.SHUTDOWN);
        assertThat(stop.openRequests()).containsExactly(open.id());
        assertThat(stop.service()).isEqualTo("forked");
    }

    @Test
    void what_a_killed_process_had_no_time_to_tell_the_next_one_on_its_journal_tells() throws Exception {
        Process process = fork("127.0.0.1:1");
        server.awaitHeld();
        process.destroyForcibly();
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(topic.events()).isEmpty();

        try (Webcheck webcheck = topic.webcheck().journalDirectory(journals).start()) {
            InstanceStopped stop = topic.awaitStop();
            RequestBegin begin = topic.awaitBegins(1).get(0);
            assertThat(begin.instanceId()).isEqualTo(stop.instanceId()).isNotEqualTo(webcheck.instanceId());
            assertThat(stop.reason()).isEqualTo(StopReason.DIED);
            assertThat(stop.service()).isEqualTo("forked");
            assertThat(stop.counters().begun()).isEqualTo(1);
            assertThat(stop.phases()).containsExactly(Map.entry(begin.id(), Optional.of(RequestPhase.AWAITING)));
            assertThat(journals).isDirectoryNotContaining(path -> path.toString()
                    .contains(stop.instanceId().toString()));
        }
        assertThat(journals).isEmptyDirectory();
    }

    @Test
    void a_process_that_runs_on_finds_the_journal_of_another_that_is_killed() throws Exception {
        try (Webcheck webcheck = topic.webcheck().journalDirectory(journals).start()) {
            Process process = fork(SharedKafka.get().bootstrapServers());
            RequestBegin begin = topic.awaitBegins(1).get(0);
            process.destroyForcibly();
            assertThat(process.waitFor(60, SECONDS)).isTrue();

            InstanceStopped stop = topic.awaitStop();
            assertThat(stop.instanceId()).isEqualTo(begin.instanceId());
            assertThat(stop.reason()).isEqualTo(StopReason.DIED);
            assertThat(stop.openRequests()).containsExactly(begin.id());
            assertThat(topic.all(RequestBegin.class)).hasSize(1);
            assertThat(webcheck.counters().ownFailures()).isZero();
        }
    }

    @Test
    void the_death_of_a_process_whose_journal_was_deleted_is_told_by_its_next_journal() throws Exception {
        Process process = fork(
                SharedKafka.get().bootstrapServers(),
                Map.of("WEBCHECK_HEARTBEAT_INTERVAL", "200ms", "WEBCHECK_LEASE", "10s"));
        try {
            RequestBegin open = topic.awaitBegins(1).get(0);
            Path deleted = onlyJournal();
            Object key =
                    Files.readAttributes(deleted, BasicFileAttributes.class).fileKey();
            Files.delete(deleted);
            await().atMost(60, SECONDS)
                    .ignoreExceptions()
                    .until(() -> !key.equals(Files.readAttributes(onlyJournal(), BasicFileAttributes.class)
                            .fileKey()));
            topic.awaitSigns(3);
            process.destroyForcibly();
            assertThat(process.waitFor(60, SECONDS)).isTrue();

            try (Webcheck webcheck = topic.webcheck().journalDirectory(journals).start()) {
                InstanceStopped stop = topic.awaitStop();
                assertThat(stop.reason()).isEqualTo(StopReason.DIED);
                assertThat(stop.instanceId()).isEqualTo(open.instanceId());
                assertThat(stop.phases()).containsOnly(Map.entry(open.id(), Optional.empty()));
                assertThat(webcheck.instanceId()).isNotEqualTo(open.instanceId());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private Path onlyJournal() throws IOException {
        try (Stream<Path> files = Files.list(journals)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1).allMatch(file -> file.toString().endsWith(".journal"));
            return all.get(0);
        }
    }

    private Process fork(String brokers) throws IOException {
        return fork(brokers, Map.of());
    }

    private Process fork(String brokers, Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForkedApplication.class.getName(),
                        server.url("/held"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("WEBCHECK_SERVICE", "forked");
        builder.environment().put("WEBCHECK_SHUTDOWN_TIMEOUT", "200ms");
        builder.environment().put("WEBCHECK_KAFKA_BOOTSTRAP_SERVERS", brokers);
        builder.environment().put("WEBCHECK_JOURNAL_DIRECTORY", journals.toString());
        builder.environment().put("WEBCHECK_KAFKA_TOPIC", topic.name());
        builder.environment().putAll(settings);
        return builder.start();
    }
}
