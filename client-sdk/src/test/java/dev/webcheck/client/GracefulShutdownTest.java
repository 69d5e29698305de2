package dev.webcheck.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.publish.DeadInstances;
import dev.webcheck.client.publish.FakePublisher;
import dev.webcheck.client.publish.PublishingLoop;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.client.record.OpenRequest;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.client.record.RequestRecorder;
import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.StopReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GracefulShutdownTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final Path directory;
    private final Journal journal;
    private final FakePublisher publisher = new FakePublisher();
    private final OwnFailures failures = new OwnFailures();
    private final InstanceSigns signs;
    private final RequestRecorder recorder;
    private final PublishingLoop loop;
    private final Thread publisherThread;
    private Instant now = Instant.now();

    GracefulShutdownTest(@TempDir Path directory) {
        this.directory = directory;
        journal = JournalOfTest.in(directory);
        signs = new InstanceSigns(
                JournalOfTest.INSTANCE, journal, Duration.ofSeconds(2), Duration.ofSeconds(10), InstantSource.system());
        recorder = new RequestRecorder(journal, signs, failures);
        loop = new PublishingLoop(
                JournalOfTest.INSTANCE,
                journal,
                signs,
                new DeadInstances(Optional.empty(), failures),
                publisher,
                Duration.ofSeconds(2),
                failures);
        publisherThread = new Thread(loop);
        publisherThread.start();
    }

    @AfterEach
    void stopThread() throws InterruptedException {
        publisherThread.interrupt();
        publisherThread.join();
        journal.close(true);
        assertThat(failures.count()).isZero();
    }

    @Test
    void a_process_with_nothing_to_do_is_not_held_up() {
        begin().cancelled();
        await().until(() -> loop.pending() == 0);
        Duration shortest = TIMEOUT;
        for (int i = 0; i < 3; i++) {
            long before = System.nanoTime();
            shutdown(TIMEOUT).run();
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            shortest = took.compareTo(shortest) < 0 ? took : shortest;
        }
        assertThat(shortest).isLessThan(Duration.ofMillis(250));
        assertThat(last()).isInstanceOf(InstanceStopped.class);
    }

    @RepeatedTest(5)
    void when_the_hook_returns_the_journal_goes_with_the_process() {
        assertThat(loop.isAllTold()).isFalse();
        shutdown(TIMEOUT).run();
        assertThat(loop.isAllTold()).isTrue();
    }

    @Test
    void an_open_request_is_waited_for_and_the_next_one_as_well() throws InterruptedException {
        OpenRequest first = begin();
        Thread hook = started(shutdown(TIMEOUT));
        hook.join(100);
        assertThat(hook.isAlive()).isTrue();
        first.cancelled();
        hook.join(100);
        OpenRequest second = begin();
        hook.join(1_000);
        assertThat(hook.isAlive()).isTrue();
        assertThat(publisher.published).noneMatch(InstanceStopped.class::isInstance);
        second.cancelled();
        hook.join(10_000);
        assertThat(hook.isAlive()).isFalse();
        assertThat(last()).isInstanceOfSatisfying(InstanceStopped.class, stop -> {
            assertThat(stop.reason()).isEqualTo(StopReason.SHUTDOWN);
            assertThat(stop.openRequests()).isEmpty();
            assertThat(stop.counters().ended()).isEqualTo(2);
        });
    }

    @Test
    void a_request_that_begins_before_the_stop_is_told_is_waited_for_too() throws InterruptedException {
        publisher.failing = true;
        Thread hook = started(shutdown(TIMEOUT));
        await().until(signs::isStopAnnounced);
        OpenRequest late = begin();
        hook.join(100);
        assertThat(hook.isAlive()).isTrue();
        late.cancelled();
        publisher.failing = false;
        hook.join(10_000);
        assertThat(hook.isAlive()).isFalse();
        assertThat(last()).isInstanceOfSatisfying(InstanceStopped.class, stop -> {
            assertThat(stop.openRequests()).isEmpty();
            assertThat(stop.counters().ended()).isEqualTo(1);
        });
    }

    @Test
    void a_request_that_has_been_open_for_longer_than_the_timeout_is_not_waited_for() {
        OpenRequest stream = begin();
        now = now.plus(TIMEOUT).plusSeconds(1);
        shutdown(TIMEOUT).run();
        assertThat(last()).isInstanceOfSatisfying(InstanceStopped.class, stop -> assertThat(stop.openRequests())
                .containsExactly(stream.id()));
    }

    @Test
    void without_a_timeout_nothing_is_waited_for() {
        OpenRequest open = begin();
        shutdown(Duration.ZERO).run();
        assertThat(last()).isInstanceOfSatisfying(InstanceStopped.class, stop -> assertThat(stop.openRequests())
                .containsExactly(open.id()));
    }

    @Test
    void what_begins_after_the_stop_is_told_after_its_withdrawal_and_keeps_the_journal() {
        shutdown(TIMEOUT).run();
        await().until(() -> loop.pending() == 0);
        String atExitDeleted = journalName();
        int told = publisher.published.size();
        OpenRequest late = begin();
        await().until(() -> publisher.published.size() == told + 2);
        assertThat(journalName()).isNotEqualTo(atExitDeleted);
        late.cancelled();
        await().until(() -> publisher.published.size() == told + 4);
        assertThat(publisher.published.subList(told - 1, told + 4))
                .extracting(Object::getClass)
                .isEqualTo(List.of(
                        InstanceStopped.class,
                        InstanceHeartbeat.class,
                        RequestBegin.class,
                        RequestCompleted.class,
                        InstanceStopped.class));
        await().until(() -> journalName().equals(atExitDeleted));
    }

    @Test
    void a_close_by_the_framework_ends_the_wait() throws InterruptedException {
        begin();
        Thread hook = started(shutdown(TIMEOUT));
        hook.join(100);
        signs.stop(StopReason.SHUTDOWN);
        hook.join(10_000);
        assertThat(hook.isAlive()).isFalse();
        await().atMost(10, SECONDS).until(() -> last() instanceof InstanceStopped);
        assertThat(publisher.published)
                .filteredOn(InstanceStopped.class::isInstance)
                .hasSize(1);
    }

    private GracefulShutdown shutdown(Duration timeout) {
        return new GracefulShutdown(journal, signs, loop, timeout, CLOSE_TIMEOUT, () -> now);
    }

    private static Thread started(GracefulShutdown shutdown) {
        Thread hook = new Thread(shutdown::run);
        hook.start();
        return hook;
    }

    private Event last() {
        return publisher.published.get(publisher.published.size() - 1);
    }

    private String journalName() {
        String[] names = directory.toFile().list();
        assertThat(names).hasSize(1);
        return names[0];
    }

    private OpenRequest begin() {
        return recorder.begin(null, 1, "GET", "http://h/", Optional.empty(), Map.of())
                .orElseThrow();
    }
}
