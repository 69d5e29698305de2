package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RequestRecorderTest {

    private static final UUID CALL = UUID.randomUUID();

    private final OwnFailures failures = new OwnFailures();
    private final RecordedCounts counts = new RecordedCounts();
    private final OpenRequests open = new OpenRequests();
    private EventQueue queue = new InMemoryEventQueue(1_000_000);
    private InstanceSigns signs = signs(Duration.ofSeconds(2));

    @Test
    void of_two_ends_the_first_counts() {
        OpenRequest request = begin("http://h/").orElseThrow();
        request.completed(200);
        request.failed(Failure.CANCELLED, OptionalInt.empty());
        assertThat(queue.oldest(9)).hasSize(2);
        assertThat(((RequestCompleted) queue.oldest(9).get(1)).outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(counts.now().ended()).isEqualTo(1);
    }

    @Test
    void a_status_that_no_response_can_have_is_a_broken_protocol() {
        begin("http://h/").orElseThrow().completed(99);
        RequestCompleted end = (RequestCompleted) queue.oldest(9).get(1);
        assertThat(end.outcome()).isEqualTo(EndOutcome.FAILED);
        assertThat(end.errorType()).contains("protocol");
    }

    @Test
    void without_room_neither_is_recorded_and_the_request_is_counted() {
        queue = new InMemoryEventQueue(2);
        signs = signs(Duration.ofSeconds(2));
        assertThat(begin("http://h/")).isPresent();
        assertThat(begin("http://h/")).isEmpty();
        assertThat(queue.pending()).isEqualTo(1);
        assertThat(counts.now().begun()).isEqualTo(1);
        assertThat(counts.now().unrecorded()).isEqualTo(1);
    }

    @Test
    void what_no_event_can_hold_is_counted_and_does_not_throw() {
        assertThat(begin("gopher://h/")).isEmpty();
        assertThat(counts.now().unrecorded()).isEqualTo(1);
        assertThat(failures.count()).isEqualTo(1);
        assertThat(queue.pending()).isZero();
    }

    @Test
    void no_sign_ever_leaves_out_a_request_whose_end_comes_after_it() throws Exception {
        signs = signs(Duration.ZERO);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(threads.submit(() -> {
                for (int n = 0; n < 20_000; n++) {
                    begin("http://h/").ifPresent(request -> request.completed(200));
                }
            }));
        }
        List<Event> log = new ArrayList<>();
        while (!callers.stream().allMatch(Future::isDone) || queue.pending() > 0) {
            signs.beat();
            List<Event> batch = queue.oldest(5_000);
            log.addAll(batch);
            queue.removeOldest(batch.size());
        }
        threads.shutdown();

        assertThat(failures.count()).isZero();
        assertThat(log)
                .filteredOn(RequestCompleted.class::isInstance)
                .hasSize((int) counts.now().ended())
                .hasSizeGreaterThan(1_000);
        assertThat(log).filteredOn(InstanceHeartbeat.class::isInstance).hasSizeGreaterThan(10);
        assertThat(leftOutBySigns(log)).isEmpty();
    }

    /** Requests that the latest sign claims to know and does not list, at any moment from their begin to their end. */
    private static Set<UUID> leftOutBySigns(List<Event> log) {
        Set<UUID> openNow = new HashSet<>();
        Set<UUID> leftOut = new HashSet<>();
        Optional<InstanceHeartbeat> latest = Optional.empty();
        for (Event event : log) {
            if (event instanceof RequestCompleted completed) {
                openNow.remove(completed.id());
            } else if (event instanceof RequestBegin begin) {
                openNow.add(begin.id());
                latest.filter(sign -> leavesOut(sign, begin.id())).ifPresent(sign -> leftOut.add(begin.id()));
            } else if (event instanceof InstanceHeartbeat heartbeat) {
                latest = Optional.of(heartbeat);
                openNow.stream().filter(id -> leavesOut(heartbeat, id)).forEach(leftOut::add);
            }
        }
        return leftOut;
    }

    private static boolean leavesOut(InstanceHeartbeat sign, UUID id) {
        return RequestIds.startedAt(id).isBefore(sign.openRequestsBefore())
                && !sign.openRequests().contains(id);
    }

    private Optional<OpenRequest> begin(String url) {
        return new RequestRecorder(Events.INSTANCE, queue, open, signs, counts, failures).begin(CALL, 1, "GET", url);
    }

    private InstanceSigns signs(Duration interval) {
        return new InstanceSigns(
                Events.INSTANCE, queue, open, counts::now, interval, Duration.ofSeconds(10), InstantSource.system());
    }
}
