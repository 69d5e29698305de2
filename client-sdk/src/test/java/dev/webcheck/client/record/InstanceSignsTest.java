package dev.webcheck.client.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.client.JournalOfTest;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.StopReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceSignsTest {

    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Journal journal;
    private final InstanceSigns signs;
    private final List<InstanceSign> told = new ArrayList<>();
    private Instant now = NOW;

    InstanceSignsTest(@TempDir Path directory) {
        journal = JournalOfTest.in(directory, 8 << 20);
        signs = new InstanceSigns(JournalOfTest.INSTANCE, journal, INTERVAL, Duration.ofSeconds(10), () -> now);
    }

    @AfterEach
    void close() {
        journal.close(true);
    }

    @Test
    void signs_are_numbered_from_one_through_heartbeats_and_the_stop() {
        signs.beat();
        signs.beat();
        signs.stop(StopReason.CLOSED);
        assertThat(told()).extracting(InstanceSign::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_refused_heartbeat_takes_no_number() {
        for (int i = 0; i < InstanceSigns.MOST_WAITING + 3; i++) {
            signs.beat();
        }
        signs.stop(StopReason.CLOSED);
        assertThat(last().sequence()).isEqualTo(InstanceSigns.MOST_WAITING + 1);
    }

    @Test
    void a_heartbeat_lists_what_has_been_open_for_longer_than_an_interval() {
        UUID old = openAt(NOW.minus(INTERVAL).minusMillis(1));
        openAt(NOW.minus(INTERVAL));
        openAt(NOW);
        signs.beat();
        assertThat(last().openRequests()).containsExactly(old);
        assertThat(last().openRequestsBefore()).isEqualTo(NOW.minus(INTERVAL));
    }

    @Test
    void a_list_that_is_too_long_keeps_the_oldest_and_lowers_its_bound() {
        Instant start = NOW.minusSeconds(60);
        for (int i = 1_500; i > 0; i--) {
            openAt(start.plusMillis(i));
        }
        signs.beat();
        assertThat(last().openRequestsBefore()).isEqualTo(start.plusMillis(1_001));
        assertThat(last().openRequests()).hasSize(1_000).allMatch(id -> RequestIds.startedAt(id)
                .isBefore(start.plusMillis(1_001)));
    }

    @Test
    void a_bound_never_parts_requests_of_one_millisecond() {
        Instant start = NOW.minusSeconds(60);
        UUID first = openAt(start);
        for (int i = 0; i < 1_500; i++) {
            openAt(start.plusMillis(7));
        }
        signs.beat();
        assertThat(last().openRequestsBefore()).isEqualTo(start.plusMillis(7));
        assertThat(last().openRequests()).containsExactly(first);
    }

    @Test
    void a_request_that_is_just_being_admitted_is_not_listed() {
        journal.join();
        signs.beat();
        assertThat(last().openRequests()).isEmpty();
    }

    @Test
    void a_request_from_after_the_claim_begins_without_ado() {
        signs.beat();
        assertThat(signs.mayBegin(idOf(NOW.minus(INTERVAL)))).isTrue();
        assertThat(told()).hasSize(1);
    }

    @Test
    void when_the_clock_was_set_back_nothing_begins_until_a_lower_claim_was_told() {
        signs.beat();
        now = NOW.minusSeconds(3_600);
        UUID early = openAt(now);
        assertThat(signs.mayBegin(early)).isFalse();
        assertThat(told()).as("nothing is told in the thread of the request").hasSize(1);

        signs.catchUp();
        assertThat(told()).hasSize(2);
        assertThat(last().openRequestsBefore()).isBefore(RequestIds.startedAt(early));
        assertThat(signs.mayBegin(idOf(now))).isTrue();
        signs.catchUp();
        assertThat(told()).as("once is enough").hasSize(2);
    }

    @Test
    void a_request_that_may_not_begin_wakes_the_publisher() throws InterruptedException {
        signs.beat();
        // As the heartbeat does.
        assertThat(journal.await(Duration.ofSeconds(5))).isFalse();
        now = NOW.minusSeconds(3_600);
        signs.mayBegin(idOf(now));
        long start = System.nanoTime();
        assertThat(journal.await(Duration.ofMinutes(5))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void a_request_does_not_wait_for_a_sign_that_is_being_made() throws Exception {
        signs.beat();
        now = NOW.minusSeconds(3_600);
        Thread listing = new Thread(() -> {
            synchronized (signs) {
                // Whoever makes a sign, for as long as that takes.
                assertThat(mayBeginInAnotherThread()).isFalse();
            }
        });
        listing.start();
        listing.join(Duration.ofSeconds(30).toMillis());
        assertThat(listing.isAlive()).isFalse();
    }

    private boolean mayBeginInAnotherThread() {
        return CompletableFuture.supplyAsync(() -> signs.mayBegin(idOf(now))).join();
    }

    @Test
    void when_the_clock_was_set_back_and_no_sign_has_room_nothing_begins() {
        for (int i = 0; i < InstanceSigns.MOST_WAITING; i++) {
            signs.beat();
        }
        now = NOW.minusSeconds(3_600);
        assertThat(signs.mayBegin(idOf(now))).isFalse();
        signs.catchUp();
        assertThat(signs.mayBegin(idOf(now))).isFalse();
    }

    @Test
    void the_stop_lists_every_open_request_and_its_bound_lies_behind_all_of_them() {
        UUID old = openAt(NOW.minusSeconds(9));
        UUID ahead = openAt(NOW.plusSeconds(9));
        signs.stop(StopReason.SHUTDOWN);
        assertThat(last()).isInstanceOf(InstanceStopped.class);
        assertThat(last().openRequests()).containsExactlyInAnyOrder(old, ahead);
        assertThat(last().openRequestsBefore()).isAfter(RequestIds.startedAt(ahead));
    }

    @Test
    void after_the_stop_nothing_begins_and_nothing_is_told() {
        signs.stop(StopReason.CLOSED);
        assertThat(signs.mayBegin(idOf(NOW.plusSeconds(100)))).isFalse();
        assertThat(signs.beat()).isFalse();
        signs.stop(StopReason.SHUTDOWN);
        assertThat(told()).hasSize(1);
        assertThat(((InstanceStopped) last()).reason()).isEqualTo(StopReason.CLOSED);
    }

    @Test
    void after_an_announced_stop_requests_begin_and_a_heartbeat_in_its_place_withdraws_it() {
        RequestRecorder recorder = new RequestRecorder(journal, signs, new OwnFailures());
        now = Instant.now();
        UUID open = openAt(now.minusSeconds(60));
        signs.announceStop();
        long place = signs.next().orElseThrow().position();
        InstanceSign stop = last();
        assertThat(stop).isInstanceOf(InstanceStopped.class);
        assertThat(stop.openRequests()).containsExactly(open);
        assertThat(signs.tellUntil()).isEqualTo(place);
        signs.withdrawStop();
        assertThat(signs.isStopAnnounced()).isTrue();

        begin(recorder);
        signs.withdrawStop();
        assertThat(signs.isStopAnnounced()).isFalse();
        assertThat(signs.next().orElseThrow().position()).isEqualTo(place);
        assertThat(last()).isInstanceOf(InstanceHeartbeat.class);
        assertThat(last().sequence()).isEqualTo(stop.sequence() + 1);
        assertThat(last().openRequestsBefore()).isEqualTo(stop.openRequestsBefore());
        assertThat(last().openRequests()).isEqualTo(stop.openRequests());
        assertThat(last().counters()).isEqualTo(stop.counters());
        assertThat(signs.tellUntil()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_stop_that_is_not_published_yet_is_not_withdrawn() {
        now = Instant.now();
        signs.announceStop();
        begin(new RequestRecorder(journal, signs, new OwnFailures()));
        signs.withdrawStop();
        assertThat(signs.isStopAnnounced()).isTrue();
        assertThat(told()).hasSize(1);
    }

    @Test
    void the_last_stop_takes_the_place_of_an_announced_one() {
        signs.announceStop();
        signs.announceStop();
        signs.stop(StopReason.SHUTDOWN);
        signs.announceStop();
        assertThat(told()).hasSize(2);
        assertThat(signs.isStopAnnounced()).isFalse();
        assertThat(signs.hasStopped()).isTrue();
    }

    @Test
    void a_heartbeat_carries_lease_and_counters() {
        RequestRecorder recorder = new RequestRecorder(journal, signs, new OwnFailures());
        OpenRequest ended = begin(recorder);
        begin(recorder);
        ended.cancelled();
        signs.beat();
        InstanceHeartbeat heartbeat = (InstanceHeartbeat) last();
        assertThat(heartbeat.lease()).hasSeconds(10);
        assertThat(heartbeat.counters().begun()).isEqualTo(2);
        assertThat(heartbeat.counters().ended()).isEqualTo(1);
    }

    @Test
    void a_sign_stands_behind_the_ends_of_all_that_it_does_not_list() {
        now = Instant.now();
        RequestRecorder recorder = new RequestRecorder(journal, signs, new OwnFailures());
        begin(recorder).cancelled();
        signs.beat();
        begin(recorder);
        assertThat(signs.next().orElseThrow().position()).isPositive().isLessThan(journal.tailPosition());
    }

    private static OpenRequest begin(RequestRecorder recorder) {
        return recorder.begin(null, 1, "GET", "http://h/", Optional.empty(), Map.of())
                .orElseThrow();
    }

    private UUID openAt(Instant start) {
        UUID id = idOf(start);
        journal.identify(journal.join(), id.getMostSignificantBits(), id.getLeastSignificantBits());
        return id;
    }

    private static UUID idOf(Instant start) {
        UUID any = RequestIds.next();
        return new UUID(
                (start.toEpochMilli() << 16) | (any.getMostSignificantBits() & 0xFFFF),
                UUID.randomUUID().getLeastSignificantBits());
    }

    private List<InstanceSign> told() {
        while (signs.next().isPresent()) {
            told.add(signs.next().orElseThrow().sign());
            signs.published();
        }
        return told;
    }

    private InstanceSign last() {
        return told().get(told().size() - 1);
    }
}
