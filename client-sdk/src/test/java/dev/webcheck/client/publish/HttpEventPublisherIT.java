package dev.webcheck.client.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.publish.FakeIngest.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventPublisherIT {

    private static final UUID INSTANCE = UUID.randomUUID();
    private static final Duration SHORT = Duration.ofMillis(300);

    private final FakeIngest ingest = new FakeIngest();
    private final EventPublisher publisher = ingest.transport().open(INSTANCE);

    @AfterEach
    void close() {
        publisher.close(Duration.ZERO);
        ingest.close();
    }

    @Test
    void events_arrive_in_their_order_as_compressed_lines() throws Exception {
        publisher.publish(INSTANCE, Texts.events("a", "b", "c"));
        publisher.publish(INSTANCE, Texts.events("d"));
        assertThat(ingest.asked).containsExactly(List.of("a", "b", "c"), List.of("d"));
        assertThat(ingest.requestLines).containsOnly("POST /api/v1/events");
        assertThat(ingest.headers).allSatisfy(headers -> {
            assertThat(headers.getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(headers.getFirst("Content-Encoding")).isEqualTo("gzip");
            assertThat(headers).doesNotContainKeys("Upgrade", "Cookie");
        });
        assertThat(publisher.refused()).isZero();
    }

    @Test
    void many_events_go_in_bodies_that_are_bounded_by_number_and_by_size() throws Exception {
        String[] many = IntStream.range(0, 4_500).mapToObj(i -> "e" + i).toArray(String[]::new);
        publisher.publish(INSTANCE, Texts.events(many));
        assertThat(ingest.asked).extracting(List::size).containsExactly(2_000, 2_000, 500);
        assertThat(ingest.accepted).hasSize(4_500).startsWith("e0", "e1").endsWith("e4499");

        ingest.asked.clear();
        publisher.publish(
                INSTANCE, Texts.events("x".repeat(600_000), "y".repeat(600_000), "z".repeat(2_000_000), "a", "b"));
        assertThat(ingest.asked).extracting(List::size).containsExactly(1, 1, 1, 2);
    }

    @Test
    void further_headers_are_sent_and_never_shown() throws Exception {
        HttpTransport transport =
                new HttpTransport(ingest.transport().endpoint(), Map.of("Authorization", "Bearer hidden"));
        EventPublisher authorized = transport.open(INSTANCE);
        authorized.publish(INSTANCE, Texts.events("a"));
        assertThat(ingest.headers.get(0).getFirst("Authorization")).isEqualTo("Bearer hidden");
        ingest.mind = events -> Answer.of(403);
        assertThatThrownBy(() -> authorized.publish(INSTANCE, Texts.events("a")))
                .hasMessage("status 403");
        assertThat(transport + authorized.destination())
                .doesNotContain("hidden")
                .contains("localhost");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 401, 403, 404, 408, 415, 429, 500, 502, 503, 504})
    void any_other_answer_is_a_failure_after_which_nothing_is_dropped(int status) throws Exception {
        ingest.mind = events -> Answer.of(status).with("Location", "/elsewhere");
        assertThatThrownBy(() -> publisher.publish(INSTANCE, Texts.events("a", "b")))
                .isInstanceOf(PublishException.class)
                .hasMessage("status " + status);
        assertThat(ingest.asked).hasSize(1);

        ingest.mind = events -> Answer.ACCEPTED;
        publisher.publish(INSTANCE, Texts.events("a", "b"));
        assertThat(ingest.accepted).containsExactly("a", "b");
        assertThat(publisher.refused()).isZero();
    }

    @Test
    void a_failure_says_how_long_the_service_asks_to_wait() {
        ingest.mind = events -> Answer.of(503).with("Retry-After", "7");
        assertThat(failure().retryAfter()).contains(Duration.ofSeconds(7));
        ingest.mind = events -> Answer.of(429).with("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT");
        assertThat(failure().retryAfter()).contains(Duration.ZERO);
        ingest.mind = events -> Answer.of(500);
        assertThat(failure().retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void only_the_event_that_is_refused_for_itself_is_dropped(int status) throws Exception {
        ingest.mind = events -> events.contains("bad") ? Answer.of(status) : Answer.ACCEPTED;
        publisher.publish(INSTANCE, Texts.events("bad", "b", "c", "d", "bad", "f", "g"));
        assertThat(ingest.accepted).containsExactly("b", "c", "d", "f", "g");
        assertThat(publisher.refused()).isEqualTo(2);
    }

    @Test
    void bodies_that_are_too_large_for_a_gateway_are_made_smaller() throws Exception {
        ingest.mind = events -> events.size() > 3 ? Answer.of(413) : Answer.ACCEPTED;
        publisher.publish(INSTANCE, Texts.events("a", "b", "c", "d", "e", "f", "g", "h", "i"));
        assertThat(ingest.accepted).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
        assertThat(publisher.refused()).isZero();
    }

    @Test
    void an_event_that_the_service_itself_calls_invalid_is_dropped_even_if_it_is_alone() throws Exception {
        ingest.mind = events -> Answer.problem(400, "invalid-events");
        publisher.publish(INSTANCE, Texts.events("bad"));
        assertThat(publisher.refused()).isEqualTo(1);
    }

    @Test
    void somebody_who_refuses_everything_makes_nothing_be_dropped() {
        ingest.mind = events -> Answer.of(400);
        assertThatThrownBy(() -> publisher.publish(INSTANCE, Texts.events("a", "b")))
                .isInstanceOf(PublishException.class)
                .hasMessage("it refused every event: status 400");
        assertThatThrownBy(() -> publisher.publish(
                        INSTANCE, Texts.events("x".repeat(2_000).split(""))))
                .isInstanceOf(PublishException.class);
        assertThat(ingest.asked.size()).as("requests until it gave up").isLessThan(60);
        assertThat(publisher.refused()).isZero();
    }

    @Test
    void an_event_is_counted_as_refused_once_even_if_the_rest_fails_at_first() throws Exception {
        AtomicInteger outage = new AtomicInteger(1);
        ingest.mind = events -> {
            if (events.contains("bad")) {
                return Answer.problem(400, "invalid-events");
            }
            return events.contains("d") && outage.getAndDecrement() > 0 ? Answer.of(503) : Answer.ACCEPTED;
        };
        assertThatThrownBy(() -> publisher.publish(INSTANCE, Texts.events("a", "bad", "c", "d")))
                .isInstanceOf(PublishException.class);
        publisher.publish(INSTANCE, Texts.events("a", "bad", "c", "d"));
        assertThat(publisher.refused()).isEqualTo(1);
        assertThat(ingest.accepted).endsWith("a", "c", "d");
    }

    @Test
    void a_service_that_does_not_answer_is_not_waited_for_for_long() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        ingest.mind = events -> {
            await().until(() -> held.getCount() == 0);
            return Answer.ACCEPTED;
        };
        EventPublisher impatient = impatient(ingest.url());
        try {
            assertThatThrownBy(() -> impatient.publish(INSTANCE, Texts.events("a")))
                    .isInstanceOf(PublishException.class)
                    .hasMessage("no answer within 300 ms");
        } finally {
            held.countDown();
        }
    }

    @Test
    void an_answer_that_never_ends_is_not_waited_for_either() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread server = new Thread(() -> answerForEver(socket));
            server.start();
            EventPublisher impatient = impatient(URI.create("http://localhost:" + socket.getLocalPort()));
            assertThatThrownBy(() -> impatient.publish(INSTANCE, Texts.events("a")))
                    .isInstanceOf(PublishException.class)
                    .hasMessage("no answer within 300 ms");
            server.join(Duration.ofSeconds(10).toMillis());
            assertThat(server.isAlive()).as("the connection is left open").isFalse();
        }
    }

    @Test
    void a_service_that_is_away_is_a_failure_and_its_return_is_noticed() throws Exception {
        URI url = ingest.url();
        ingest.close();
        EventPublisher patient =
                new HttpTransport(HttpTransport.endpoint(url.toString()).orElseThrow(), Map.of()).open(INSTANCE);
        assertThatThrownBy(() -> patient.publish(INSTANCE, Texts.events("a")))
                .isInstanceOf(PublishException.class)
                .hasMessage("no connection");
        try (FakeIngest back = new FakeIngest(url.getPort())) {
            patient.publish(INSTANCE, Texts.events("a"));
            assertThat(back.accepted).containsExactly("a");
        }
    }

    @Test
    void a_host_that_nobody_knows_is_told() {
        EventPublisher lost = impatient(URI.create("http://nowhere.invalid:5001"));
        assertThatThrownBy(() -> lost.publish(INSTANCE, Texts.events("a")))
                .isInstanceOf(PublishException.class)
                .hasMessage("unknown host");
        assertThat(lost.destination()).isEqualTo("the ingest-service at http://nowhere.invalid:5001/api/v1/events");
    }

    @Test
    void plain_http_where_tls_is_expected_is_told() {
        EventPublisher tls =
                impatient(URI.create("https://localhost:" + ingest.url().getPort()));
        assertThatThrownBy(() -> tls.publish(INSTANCE, Texts.events("a")))
                .isInstanceOf(PublishException.class)
                .hasMessageNotContaining("null");
    }

    @Test
    void an_interrupt_ends_the_wait_for_an_answer() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        ingest.mind = events -> {
            await().until(() -> held.getCount() == 0);
            return Answer.ACCEPTED;
        };
        AtomicInteger interrupts = new AtomicInteger();
        Thread thread = new Thread(() -> {
            try {
                publisher.publish(INSTANCE, Texts.events("a"));
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
            } catch (PublishException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        await().until(() -> !ingest.asked.isEmpty());
        thread.interrupt();
        thread.join();
        held.countDown();
        assertThat(interrupts).hasValue(1);
    }

    @Test
    void no_thread_of_it_keeps_the_process_alive() throws Exception {
        publisher.publish(INSTANCE, Texts.events("a"));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("HttpClient-"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    private EventPublisher impatient(URI url) {
        return new HttpEventPublisher(
                new HttpTransport(HttpTransport.endpoint(url.toString()).orElseThrow(), Map.of()),
                SHORT,
                InstantSource.system());
    }

    private PublishException failure() {
        return catchThrowableOfType(PublishException.class, () -> publisher.publish(INSTANCE, Texts.events("a")));
    }

    private static void answerForEver(ServerSocket socket) {
        try (Socket connection = socket.accept();
                OutputStream out = connection.getOutputStream()) {
            out.write("HTTP/1.1 202 Accepted\r\nContent-Length: 1000000000000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[1_000]);
            }
        } catch (IOException e) {
            // the client has gone
        }
    }
}
