package dev.webcheck.client.publish;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.JournalOfTest;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.client.record.OpenRequest;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.client.record.RequestRecorder;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.StopReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishingLoopTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Journal journal;
    private final FakePublisher publisher = new FakePublisher();
    private final OwnFailures failures = new OwnFailures();
    private final InstanceSigns signs;
    private final RequestRecorder recorder;
    private final PublishingLoop loop;
    private final Thread thread;

    PublishingLoopTest(@TempDir Path directory) {
        journal = JournalOfTest.in(directory);
        signs = new InstanceSigns(
                JournalOfTest.INSTANCE, journal, INTERVAL, Duration.ofSeconds(10), InstantSource.system());
        recorder = new RequestRecorder(journal, signs, failures);
        loop = loop(INTERVAL);
        thread = new Thread(loop);
    }

    private PublishingLoop loop(Duration interval) {
        return new PublishingLoop(
                JournalOfTest.INSTANCE,
                journal,
                signs,
                new DeadInstances(Optional.empty(), failures),
                publisher,
                interval,
                failures);
    }

    @AfterEach
    void stopThread() throws InterruptedException {
        thread.interrupt();
        thread.join();
        journal.close(true);
    }

    @Test
    void events_are_published_in_their_order_and_then_removed() {
        OpenRequest request = begin();
        request.cancelled();
        thread.start();
        await().until(() -> loop.pending() == 0);
        assertThat(publisher.requests())
                .extracting(Object::getClass)
                .containsExactly(RequestBegin.class, RequestCompleted.class);
        assertThat(loop.acknowledged()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_failed_batch_stays_and_is_tried_again_as_it_was() {
        publisher.failing = true;
        UUID first = begin().id();
        thread.start();
        await().until(() -> publisher.tried.size() >= 2);
        UUID second = begin().id();
        assertThat(loop.pending()).isEqualTo(2);
        assertThat(publisher.tried)
                .allSatisfy(batch -> assertThat(batch).extracting("id").containsExactly(first));
        publisher.failing = false;
        await().untilAsserted(
                        () -> assertThat(publisher.requests()).extracting("id").containsExactly(first, second));
        assertThat(loop.failedTries()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_publisher_that_is_asked_to_wait_waits_as_long() throws InterruptedException {
        publisher.retryAfter = Optional.of(Duration.ofHours(1));
        publisher.failing = true;
        begin();
        thread.start();
        await().until(() -> publisher.tried.size() == 1);
        thread.join(300);
        assertThat(publisher.tried).hasSize(1);
    }

    @Test
    void heartbeats_come_at_their_interval_and_none_piles_up_while_publishing_fails() {
        thread.start();
        await().until(() -> publisher.published.size() >= 3);
        assertThat(publisher.published).allMatch(InstanceHeartbeat.class::isInstance);
        publisher.failing = true;
        int tries = publisher.tried.size();
        await().atMost(60, SECONDS).until(() -> publisher.tried.size() >= tries + 4);
        assertThat(loop.pending()).isEqualTo(1);
    }

    @Test
    void when_the_clock_was_set_back_requests_begin_again_also_while_publishing_fails() {
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ofHours(1));
        InstanceSigns set =
                new InstanceSigns(JournalOfTest.INSTANCE, journal, INTERVAL, Duration.ofSeconds(10), () -> Instant.now()
                        .plus(ahead.get()));
        RequestRecorder recording = new RequestRecorder(journal, set, failures);
        PublishingLoop publishing = new PublishingLoop(
                JournalOfTest.INSTANCE,
                journal,
                set,
                new DeadInstances(Optional.empty(), failures),
                publisher,
                Duration.ofHours(1),
                failures);
        set.beat();
        ahead.set(Duration.ZERO);
        publisher.failing = true;
        Thread looping = new Thread(publishing);
        looping.start();
        try {
            await().until(() -> !publisher.tried.isEmpty());
            await().until(() -> recording
                    .begin(null, 1, "GET", "http://h/", Optional.empty(), Map.of())
                    .isPresent());
            assertThat(journal.counts().unrecorded()).isPositive();
        } finally {
            looping.interrupt();
        }
    }

    @Test
    void what_has_no_room_is_told_once() {
        Logged logged = new Logged();
        publisher.failing = true;
        while (recorder.begin(null, 1, "GET", "http://h/", Optional.empty(), Map.of())
                .isPresent()) {}
        thread.start();
        await().until(() -> publisher.tried.size() >= 3);
        logged.close();
        assertThat(logged.messages())
                .filteredOn(message -> message.contains("no room"))
                .hasSize(1);
    }

    @Test
    void an_error_inside_is_counted_and_the_loop_goes_on() {
        publisher.broken = true;
        UUID request = begin().id();
        thread.start();
        await().until(() -> failures.count() >= 1);
        publisher.broken = false;
        await().untilAsserted(
                        () -> assertThat(publisher.requests()).extracting("id").containsExactly(request));
    }

    @Test
    void a_loop_that_finishes_publishes_what_is_left_and_closes_the_publisher() throws InterruptedException {
        begin();
        loop.finish();
        thread.start();
        thread.join();
        assertThat(publisher.published).hasSize(1);
        assertThat(publisher.closed).isTrue();
    }

    @Test
    void signs_that_wait_are_published_without_waiting_for_a_heartbeat() throws InterruptedException {
        PublishingLoop slow = loop(Duration.ofHours(1));
        signs.beat();
        signs.beat();
        signs.stop(StopReason.CLOSED);
        Thread slowly = new Thread(slow);
        slowly.start();
        await().until(() -> publisher.published.size() == 3);
        slow.finish();
        slowly.join(Duration.ofSeconds(20).toMillis());
        assertThat(slowly.isAlive()).isFalse();
    }

    @Test
    void an_interrupt_ends_the_tries_and_closes_the_publisher() throws InterruptedException {
        publisher.failing = true;
        begin();
        thread.start();
        await().until(() -> !publisher.tried.isEmpty());
        thread.interrupt();
        thread.join();
        assertThat(publisher.closed).isTrue();
        assertThat(loop.pending()).isEqualTo(1);
    }

    private OpenRequest begin() {
        return recorder.begin(null, 1, "GET", "http://h/", Optional.empty(), Map.of())
                .orElseThrow();
    }
}
