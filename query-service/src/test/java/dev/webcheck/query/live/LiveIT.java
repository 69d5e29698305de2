package dev.webcheck.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.RequestIds;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class LiveIT {

    /** What started before is looked at only if it is watched. */
    private static final Duration LOOKED_AT = Duration.ofMinutes(10);

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @TestHTTPResource("/api/v1/requests/live")
    URI live;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Stream<String>> open = new ArrayList<>();
    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
    }

    @AfterEach
    void hangUp() {
        open.forEach(Stream::close);
    }

    @Test
    void who_listens_is_told_what_is_new_and_what_changes_and_comes_back_without_a_loss() throws Exception {
        Instant now = Instant.now();
        rows.completed(now.minusSeconds(2), 1);
        Collection<String> all = listen("", "");
        Collection<String> failed = listen("?outcome=FAILED", "");
        await().until(() -> all.contains("retry: 1000") && failed.contains("retry: 1000"));
        UUID first = inFlightUntilTold(all, now);
        Collection<String> completed = listen("?outcome=COMPLETED", "");
        await().until(() -> completed.contains("retry: 1000"));
        rows.execute("UPDATE request SET outcome = 'FAILED', duration_nanos = 7 WHERE id = '" + first + "'");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(told(failed)).hasSize(1).allMatch(data -> data.contains("\"outcome\":\"FAILED\""));
            assertThat(told(all)).anyMatch(data -> data.contains(first.toString()) && data.contains("FAILED"));
        });
        assertThat(told(completed)).isEmpty();

        hangUp();
        String last = lastId(failed);
        UUID missed = rows.completed(now.plusMillis(5), 3);
        rows.execute("UPDATE request SET outcome = 'FAILED' WHERE id = '" + missed + "'");
        Collection<String> again = listen("?outcome=FAILED", last);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(told(again)).anyMatch(data -> data.contains(missed.toString())));
        assertThat(told(again))
                .noneMatch(data -> data.contains(first.toString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void who_comes_back_while_requests_come_in_is_told_each_once() throws Exception {
        List<UUID> recorded = new CopyOnWriteArrayList<>();
        ScheduledExecutorService recorder = Executors.newSingleThreadScheduledExecutor();
        Future<?> recording =
                recorder.scheduleAtFixedRate(() -> recorded.add(recordOne()), 0, 2, TimeUnit.MILLISECONDS);
        List<String> told = new ArrayList<>();
        String last = "";
        for (int i = 0; i < 6; i++) {
            Collection<String> lines = listen("", last);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> told(whole(lines)).size() > 100);
            if (i == 5) {
                recording.cancel(false);
                recorder.shutdown();
                assertThat(recorder.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
                String end = recorded.get(recorded.size() - 1).toString();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> told(lines).stream().anyMatch(data -> data.contains(end)));
            }
            hangUp();
            List<String> whole = whole(lines);
            told.addAll(told(whole));
            last = lastId(whole);
        }

        List<UUID> ids = told.stream().map(LiveIT::id).toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .containsAll(recorded.subList(recorded.indexOf(ids.get(0)), recorded.size()));
    }

    @Test
    void of_a_request_that_was_told_in_flight_the_end_is_told_however_long_that_takes() throws Exception {
        Collection<String> lines = listen("", "");
        UUID id = inFlightUntilTold(lines, () -> Instant.now().minus(LOOKED_AT).plusSeconds(5));

        await().until(() -> RequestIds.startedAt(id).isBefore(Instant.now().minus(LOOKED_AT)));
        rows.execute("UPDATE request SET outcome = 'COMPLETED' WHERE id = '" + id + "'");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(told(lines))
                .anyMatch(data -> data.contains(id.toString()) && data.contains("COMPLETED")));
    }

    @Test
    void more_than_may_listen_are_refused_and_places_become_free() throws Exception {
        for (int i = 0; i < 4; i++) {
            Collection<String> lines = listen("?text=nothing", "");
            await().until(() -> lines.contains("retry: 1000"));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(status()).isEqualTo(503));
        assertThat(http.send(HttpRequest.newBuilder(live).build(), HttpResponse.BodyHandlers.discarding())
                        .headers()
                        .firstValue("Retry-After"))
                .hasValue("5");

        hangUp();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(status()).isEqualTo(200));
    }

    @Test
    void while_the_database_is_away_who_listens_waits_and_is_then_told_what_is_new_and_no_more() throws Exception {
        Instant now = Instant.now();
        Collection<String> lines = listen("", "");
        UUID before = inFlightUntilTold(lines, now);

        postgres.stop();
        postgres.restart();
        UUID after = rows.completed(now.plusMillis(1), 7);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(told(lines)).anyMatch(data -> data.contains(after.toString())));
        assertThat(told(lines))
                .filteredOn(data -> data.contains(before.toString()))
                .hasSize(1);
        assertThat(told(lines)).doesNotHaveDuplicates();
    }

    @Test
    void who_does_not_read_is_disconnected_and_nobody_else_misses_anything() throws Exception {
        Instant now = Instant.now();
        Collection<String> lines = listen("?method=GET", "");
        inFlightUntilTold(lines, now);
        try (Socket idle = new Socket()) {
            idle.setReceiveBufferSize(4_096);
            idle.connect(new InetSocketAddress(live.getHost(), live.getPort()));
            idle.getOutputStream()
                    .write(("GET " + live.getPath() + " HTTP/1.1\r\nHost: a\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(idle.getInputStream().read()).isEqualTo('H');
            int sent = told(lines).size();

            for (int i = 0; i < 4; i++) {
                sent += 6_000;
                rows.recent(6_000);
                int expected = sent;
                await().atMost(Duration.ofSeconds(60)).until(() -> told(lines).size() >= expected);
            }

            // Less than the silence after which who is still connected is told that nothing is new.
            idle.setSoTimeout(8_000);
            idle.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        assertThat(told(lines)).doesNotHaveDuplicates();
    }

    @Test
    void of_more_bytes_than_a_look_may_have_the_latest_are_told_after_a_gap() throws Exception {
        Collection<String> lines = listen("", "");
        inFlightUntilTold(lines, Instant.now());
        int before = told(lines).size();

        rows.recentLarge(1_200);

        await().atMost(Duration.ofSeconds(60)).until(() -> lines.contains("event: gap"));
        // 8 MiB of them, and those by which this test waited
        await().atMost(Duration.ofSeconds(60)).until(() -> told(lines).size() - before >= 900);
        assertThat(told(lines).size() - before).isLessThan(1_150);
    }

    @Test
    void what_is_no_id_of_an_event_is_refused() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(live).header("Last-Event-ID", "42").build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"Last-Event-ID\"").contains("\"value\":\"42\"");
    }

    /** A listener is there a moment after its connection is. */
    private UUID inFlightUntilTold(Collection<String> lines, Instant start) {
        return inFlightUntilTold(lines, () -> start);
    }

    private UUID inFlightUntilTold(Collection<String> lines, Supplier<Instant> start) {
        AtomicInteger number = new AtomicInteger(10);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> rows.inFlight(start.get(), number.incrementAndGet()), any -> !told(lines)
                        .isEmpty());
        return id(told(lines).get(0));
    }

    private UUID recordOne() {
        try {
            return rows.inFlight(RequestIds.next());
        } catch (SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    /** The lines of all tellings that came to their end: that of which the connection is lost in the middle is told again. */
    private static List<String> whole(Collection<String> lines) {
        List<String> all = List.copyOf(lines);
        List<String> events = all.subList(0, all.lastIndexOf("") + 1);
        String last = lastId(events);
        return last.isEmpty() ? List.of() : events.subList(0, events.indexOf("id: " + last) + 2);
    }

    private static String lastId(Collection<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring("id: ".length()))
                .reduce("", (a, b) -> b);
    }

    private static UUID id(String data) {
        return UUID.fromString(data.substring("data: {'id':'".length(), "data: {'id':'".length() + 36));
    }

    private int status() throws Exception {
        HttpResponse<InputStream> answer =
                http.send(HttpRequest.newBuilder(live).build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private static List<String> told(Collection<String> lines) {
        return lines.stream().filter(line -> line.startsWith("data: ")).toList();
    }

    private Collection<String> listen(String query, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(live + query));
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        open.add(answer.body());
        Collection<String> lines = new ConcurrentLinkedQueue<>();
        Thread reader = new Thread(() -> {
            try {
                answer.body().forEach(lines::add);
            } catch (UncheckedIOException hungUp) {
                // by this test
            }
        });
        reader.setDaemon(true);
        reader.start();
        return lines;
    }
}
