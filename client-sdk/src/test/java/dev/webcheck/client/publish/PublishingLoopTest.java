package dev.webcheck.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.RequestBegin;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishingLoopTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final InMemoryEventQueue queue = new InMemoryEventQueue(1_000);
    private final FakePublisher publisher = new FakePublisher();
    private final OwnFailures failures = new OwnFailures();
    private final InstanceSigns signs = new InstanceSigns(
            Events.INSTANCE,
            queue,
            new OpenRequests(),
            new RecordedCounts()::now,
            INTERVAL,
            Duration.ofSeconds(10),
            InstantSource.system());
    private final PublishingLoop loop = new PublishingLoop(queue, publisher, signs, INTERVAL, failures);
    private final Thread thread = new Thread(loop);

    @AfterEach
    void stopThread() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    @Test
    void events_are_published_in_their_order_and_then_removed() {
        RequestBegin begin = Events.begin();
        queue.admit(begin);
        queue.end(Events.end(begin));
        thread.start();
        await().untilAsserted(() -> assertThat(publisher.published).startsWith(begin, Events.end(begin)));
        await().until(() -> queue.pending() == 0);
        assertThat(loop.acknowledged()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_failed_batch_stays_and_is_tried_again_as_it_was() {
        publisher.failing = true;
        RequestBegin first = Events.begin();
        RequestBegin second = Events.begin();
        queue.admit(first);
        thread.start();
        await().until(() -> publisher.tried.size() >= 2);
        queue.admit(second);
        assertThat(queue.pending()).isEqualTo(2);
        assertThat(publisher.tried).allSatisfy(batch -> assertThat(batch).containsExactly(first));
        publisher.failing = false;
        await().untilAsserted(() -> assertThat(publisher.published).startsWith(first, second));
        assertThat(loop.failedTries()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void heartbeats_come_at_their_interval_and_none_piles_up_while_publishing_fails() {
        thread.start();
        await().until(() -> publisher.published.size() >= 3);
        assertThat(publisher.published).allMatch(InstanceHeartbeat.class::isInstance);
        publisher.failing = true;
        int tries = publisher.tried.size();
        await().atMost(20, SECONDS).until(() -> publisher.tried.size() >= tries + 4);
        assertThat(queue.pending()).isEqualTo(1);
    }

    @Test
    void an_error_inside_is_counted_and_the_loop_goes_on() {
        publisher.broken = true;
        Event begin = Events.begin();
        queue.admit((RequestBegin) begin);
        thread.start();
        await().until(() -> failures.count() >= 1);
        publisher.broken = false;
        await().untilAsserted(() -> assertThat(publisher.published).contains(begin));
    }

    @Test
    void a_loop_that_finishes_publishes_what_is_left_and_closes_the_publisher() throws InterruptedException {
        RequestBegin begin = Events.begin();
        queue.admit(begin);
        loop.finish();
        thread.start();
        thread.join();
        assertThat(publisher.published).containsExactly(begin);
        assertThat(publisher.closed).isTrue();
    }

    @Test
    void an_interrupt_ends_the_tries_and_closes_the_publisher() throws InterruptedException {
        publisher.failing = true;
        queue.admit(Events.begin());
        thread.start();
        await().until(() -> !publisher.tried.isEmpty());
        thread.interrupt();
        thread.join();
        assertThat(publisher.closed).isTrue();
        assertThat(queue.pending()).isEqualTo(1);
    }
}
