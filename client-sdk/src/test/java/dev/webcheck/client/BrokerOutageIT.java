package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.local.EmbeddedKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokerOutageIT {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final long SMALLEST_JOURNAL = 1 << 20;

    private final TestServer server = TestServer.start();
    private final EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
    private final EventTopic topic = EventTopic.create(kafka);

    @AfterEach
    void close() {
        topic.close();
        kafka.close();
        server.close();
    }

    @Test
    void a_broker_that_comes_late_gets_everything_and_nobody_has_waited_for_it() throws IOException {
        kafka.stop();
        try (Webcheck webcheck = topic.webcheck().start();
                CloseableHttpClient client = client(webcheck)) {
            long before = System.nanoTime();
            get(client, 20);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            await().until(() -> webcheck.counters().failedPublishes() >= 1);
            assertThat(webcheck.counters().acknowledged()).isZero();

            kafka.restart();
            awaitAllAcknowledged(webcheck);
            assertEverythingInOrder(20);
        }
    }

    @Test
    void a_broker_that_goes_away_and_comes_back_gets_everything() throws IOException {
        try (Webcheck webcheck = topic.webcheck().start();
                CloseableHttpClient client = client(webcheck)) {
            get(client, 20);
            topic.awaitEnds(20);
            kafka.stop();
            get(client, 20);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> webcheck.counters().failedPublishes() >= 2);

            kafka.restart();
            awaitAllAcknowledged(webcheck);
            get(client, 20);
            topic.awaitEnds(60);
            assertEverythingInOrder(60);
        }
    }

    @Test
    void what_has_no_room_in_an_outage_is_counted_and_pairs_stay_whole() throws IOException {
        kafka.stop();
        long unrecorded;
        try (Webcheck webcheck = topic.webcheck().journalSize(SMALLEST_JOURNAL).start();
                CloseableHttpClient client = client(webcheck)) {
            int sent = 0;
            while (webcheck.counters().unrecorded() < 10 && sent < 10_000) {
                client.execute(new HttpGet(server.url("/ok?" + "x".repeat(1_500))), response -> null);
                sent++;
            }
            int begun = (int) webcheck.counters().begun();
            unrecorded = webcheck.counters().unrecorded();
            assertThat(begun).isPositive();
            assertThat(webcheck.counters().ended()).isEqualTo(begun);
            assertThat(begun + unrecorded).isEqualTo(sent);

            kafka.restart();
            awaitAllAcknowledged(webcheck);
            assertEverythingInOrder(begun);
        }
        assertThat(topic.awaitStop().counters().unrecorded()).isEqualTo(unrecorded);
    }

    @Test
    void a_close_without_a_broker_takes_no_longer_than_it_may() {
        kafka.stop();
        Webcheck webcheck = topic.webcheck().closeTimeout(Duration.ofSeconds(1)).start();
        long before = System.nanoTime();
        webcheck.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(webcheck.counters().pending()).isPositive();
        kafka.restart();
    }

    @Test
    void a_host_that_cannot_be_resolved_does_not_keep_webcheck_from_starting() {
        try (Webcheck webcheck = Webcheck.builder()
                .kafkaBootstrapServers("nowhere.invalid:9092")
                .closeTimeout(Duration.ZERO)
                .start()) {
            await().until(() -> webcheck.counters().failedPublishes() >= 1);
            assertThat(webcheck.counters().ownFailures()).isZero();
        }
    }

    private static CloseableHttpClient client(Webcheck webcheck) {
        return webcheck.instrument(HttpClients.custom()).build();
    }

    private void get(CloseableHttpClient client, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            client.execute(new HttpGet(server.url("/ok")), response -> null);
        }
    }

    /** Within a lease, so that nobody takes the instance for dead. */
    private static void awaitAllAcknowledged(Webcheck webcheck) {
        await().atMost(LEASE).until(() -> webcheck.counters().pending() == 0);
    }

    private void assertEverythingInOrder(int requests) {
        topic.awaitEnds(requests);
        Set<UUID> begun = new HashSet<>();
        Set<UUID> ended = new HashSet<>();
        long sequence = 0;
        List<Event> events = topic.events();
        for (Event event : events) {
            if (event instanceof RequestBegin begin) {
                begun.add(begin.id());
            } else if (event instanceof RequestCompleted completed) {
                assertThat(begun).contains(completed.id());
                ended.add(completed.id());
            } else if (event instanceof InstanceSign sign) {
                assertThat(sign.sequence()).isGreaterThanOrEqualTo(sequence);
                sequence = sign.sequence();
            }
        }
        assertThat(ended).hasSize(requests).isEqualTo(begun);
    }
}
