package dev.webcheck.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.StopReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to end, and ends once it has drained. */
class GracefulShutdownIT {

    private static final String SHORT_PAUSE = "PT0.1S";
    /** Longer than the SDK waits for another request. */
    private static final String LONG_PAUSE = "PT1.5S";

    private final Path journals;
    private final TestServer server = TestServer.start();
    private final EventTopic topic = EventTopic.create(SharedKafka.get());
    private final List<Process> forked = new ArrayList<>();

    GracefulShutdownIT(@TempDir Path journals) {
        this.journals = journals;
    }

    @AfterEach
    void close() {
        forked.forEach(Process::destroyForcibly);
        topic.close();
        server.close();
    }

    @Test
    void a_request_that_is_in_flight_at_the_signal_and_the_next_one_are_completed() throws Exception {
        Process process = fork(Map.of(), server.url("/held"), SHORT_PAUSE, server.url("/ok"));
        topic.awaitBegins(1);
        terminate(process);
        assertThat(topic.all(InstanceStopped.class)).isEmpty();
        server.release();
        awaitEnd(process);

        assertBothCompleted();
        assertStopIsLast();
        assertThat(topic.all(InstanceStopped.class)).hasSize(1);
        assertThat(journals).isEmptyDirectory();
    }

    @Test
    void heartbeats_go_on_while_the_process_drains() throws Exception {
        Process process =
                fork(Map.of("WEBCHECK_HEARTBEAT_INTERVAL", "100ms", "WEBCHECK_LEASE", "10s"), server.url("/held"));
        topic.awaitBegins(1);
        terminate(process);
        int before = topic.all(InstanceHeartbeat.class).size();
        assertThat(topic.awaitSigns(before + 5)).allMatch(InstanceHeartbeat.class::isInstance);
        server.release();
        awaitEnd(process);
        assertStopIsLast();
    }

    @Test
    void a_request_that_begins_after_the_stop_was_told_withdraws_it_first() throws Exception {
        Process process = fork(Map.of(), server.url("/held"), LONG_PAUSE, server.url("/ok"), LONG_PAUSE);
        topic.awaitBegins(1);
        terminate(process);
        server.release();
        awaitEnd(process);

        assertBothCompleted();
        assertStopIsLast();
        List<Event> events = topic.events();
        int stop = indexOf(events, InstanceStopped.class::isInstance);
        int second = events.lastIndexOf(topic.all(RequestBegin.class).get(1));
        assertThat(stop).isLessThan(second);
        assertThat(events.subList(stop + 1, second)).hasOnlyElementsOfType(InstanceHeartbeat.class);
        assertThat(events.subList(stop + 1, second)).isNotEmpty();
        assertThat(journals).isEmptyDirectory();
    }

    @Test
    void what_the_process_had_no_time_to_tell_is_in_its_journal_and_it_did_not_die() throws Exception {
        Process process = fork(
                Map.of("WEBCHECK_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1", "WEBCHECK_CLOSE_TIMEOUT", "0s"),
                server.url("/held"),
                server.url("/ok"));
        server.awaitHeld();
        terminate(process);
        server.release();
        awaitEnd(process);
        try (Webcheck next = topic.webcheck().journalDirectory(journals).start()) {
            assertBothCompleted();
            InstanceStopped stop = topic.awaitStop();
            assertThat(stop.reason()).isEqualTo(StopReason.SHUTDOWN);
            assertThat(stop.openRequests()).isEmpty();
            assertThat(stop.instanceId()).isNotEqualTo(next.instanceId());
        }
    }

    @Test
    void a_request_that_is_open_when_the_process_ends_is_told_with_the_stop() throws Exception {
        Process process = fork(Map.of("WEBCHECK_SHUTDOWN_TIMEOUT", "200ms"), server.url("/held"));
        RequestBegin open = topic.awaitBegins(1).get(0);
        terminate(process);
        InstanceStopped stop = topic.awaitStop();
        assertThat(stop.reason()).isEqualTo(StopReason.SHUTDOWN);
        assertThat(stop.openRequests()).containsExactly(open.id());
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void a_framework_that_closes_the_sdk_after_the_last_request_needs_no_hook_of_ours() throws Exception {
        Process process = fork(
                Map.of("WEBCHECK_SHUTDOWN_HOOK", "false", "JDK_JAVA_OPTIONS", "-Dcloses=true"),
                server.url("/held"),
                LONG_PAUSE,
                server.url("/ok"));
        topic.awaitBegins(1);
        terminate(process);
        server.release();
        awaitEnd(process);

        assertBothCompleted();
        assertStopIsLast();
        assertThat(topic.all(InstanceStopped.class)).hasSize(1);
        assertThat(journals).isEmptyDirectory();
    }

    /** SIGTERM; returns once the process drains. */
    private static void terminate(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        process.toHandle().destroy();
        assertThat(output.readLine()).isEqualTo(DrainingApplication.DRAINING);
    }

    private static void awaitEnd(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, SECONDS)).isTrue();
    }

    private void assertBothCompleted() {
        assertThat(topic.awaitEnds(2))
                .extracting(RequestCompleted::outcome)
                .containsExactly(EndOutcome.COMPLETED, EndOutcome.COMPLETED);
        assertThat(topic.all(RequestBegin.class)).hasSize(2);
    }

    private void assertStopIsLast() {
        await().atMost(60, SECONDS).until(() -> last(topic.events()) instanceof InstanceStopped);
        List<Event> events = topic.events();
        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(InstanceStopped.class, stop -> {
            assertThat(stop.reason()).isEqualTo(StopReason.SHUTDOWN);
            assertThat(stop.openRequests()).isEmpty();
            assertThat(stop.counters().begun()).isEqualTo(stop.counters().ended());
            assertThat(stop.counters().unrecorded()).isZero();
        });
    }

    private static Event last(List<Event> events) {
        return events.get(events.size() - 1);
    }

    private static int indexOf(List<Event> events, Predicate<Event> wanted) {
        for (int i = 0; i < events.size(); i++) {
            if (wanted.test(events.get(i))) {
                return i;
            }
        }
        throw new AssertionError("No such event in " + events);
    }

    private Process fork(Map<String, String> settings, String... steps) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DrainingApplication.class.getName()));
        command.addAll(List.of(steps));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("WEBCHECK_SERVICE", "forked");
        builder.environment()
                .put("WEBCHECK_KAFKA_BOOTSTRAP_SERVERS", SharedKafka.get().bootstrapServers());
        builder.environment().put("WEBCHECK_JOURNAL_DIRECTORY", journals.toString());
        builder.environment().put("WEBCHECK_KAFKA_TOPIC", topic.name());
        builder.environment().putAll(settings);
        Process process = builder.start();
        forked.add(process);
        return process;
    }
}
