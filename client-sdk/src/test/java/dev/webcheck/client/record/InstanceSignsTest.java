package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InstanceSignsTest {

    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final InMemoryEventQueue queue = new InMemoryEventQueue(100);
    private final OpenRequests open = new OpenRequests();
    private final RecordedCounts counts = new RecordedCounts();
    private Instant now = NOW;
    private final InstanceSigns signs =
            new InstanceSigns(Events.INSTANCE, queue, open, counts::now, INTERVAL, Duration.ofSeconds(10), () -> now);
    private final RequestRecorder recorder =
            new RequestRecorder(Events.INSTANCE, queue, open, signs, counts, new OwnFailures());

    @Test
    void signs_are_numbered_from_one_through_heartbeats_and_the_stop() {
        signs.beat();
        signs.beat();
        signs.stop(StopReason.CLOSED);
        assertThat(told()).extracting(InstanceSign::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_refused_heartbeat_takes_no_number() {
        for (int i = 0; i < InMemoryEventQueue.WAITING_HEARTBEATS + 3; i++) {
            signs.beat();
        }
        signs.stop(StopReason.CLOSED);
        assertThat(last().sequence()).isEqualTo(InMemoryEventQueue.WAITING_HEARTBEATS + 1);
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
        open.add(new OpenRequest(recorder));
        signs.beat();
        assertThat(last().openRequests()).isEmpty();
    }

    @Test
    void a_request_from_after_the_claim_begins_without_ado() {
        signs.beat();
        assertThat(signs.mayBegin(NOW.minus(INTERVAL))).isTrue();
        assertThat(told()).hasSize(1);
    }

    @Test
    void when_the_clock_was_set_back_a_lower_claim_goes_ahead_of_the_next_begin() {
        signs.beat();
        now = NOW.minusSeconds(3_600);
        UUID early = openAt(now);
        assertThat(signs.mayBegin(RequestIds.startedAt(early))).isTrue();
        assertThat(told()).hasSize(2);
        assertThat(last().openRequestsBefore()).isBefore(RequestIds.startedAt(early));
    }

    @Test
    void when_the_clock_was_set_back_and_no_sign_has_room_nothing_begins() {
        for (int i = 0; i < InMemoryEventQueue.WAITING_HEARTBEATS; i++) {
            signs.beat();
        }
        now = NOW.minusSeconds(3_600);
        assertThat(signs.mayBegin(now)).isFalse();
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
        assertThat(signs.mayBegin(NOW.plusSeconds(100))).isFalse();
        assertThat(signs.beat()).isFalse();
        signs.stop(StopReason.SHUTDOWN);
        assertThat(told()).hasSize(1);
        assertThat(((InstanceStopped) last()).reason()).isEqualTo(StopReason.CLOSED);
    }

    @Test
    void a_heartbeat_carries_lease_and_counters() {
        recorder.begin(UUID.randomUUID(), 1, "GET", "http://h/").orElseThrow().completed(200);
        recorder.begin(UUID.randomUUID(), 1, "GET", "http://h/");
        signs.beat();
        InstanceHeartbeat heartbeat = (InstanceHeartbeat) last();
        assertThat(heartbeat.lease()).hasSeconds(10);
        assertThat(heartbeat.counters().begun()).isEqualTo(2);
        assertThat(heartbeat.counters().ended()).isEqualTo(1);
    }

    private UUID openAt(Instant start) {
        UUID any = RequestIds.next();
        UUID id = new UUID(
                (start.toEpochMilli() << 16) | (any.getMostSignificantBits() & 0xFFFF),
                UUID.randomUUID().getLeastSignificantBits());
        OpenRequest request = new OpenRequest(recorder);
        request.identify(id);
        open.add(request);
        return id;
    }

    private List<InstanceSign> told() {
        return queue.oldest(999).stream()
                .filter(InstanceSign.class::isInstance)
                .map(InstanceSign.class::cast)
                .toList();
    }

    private InstanceSign last() {
        return told().get(told().size() - 1);
    }
}
