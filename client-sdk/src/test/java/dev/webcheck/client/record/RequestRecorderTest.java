package dev.webcheck.client.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.client.JournalOfTest;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.journal.JournalCounts;
import dev.webcheck.client.publish.ToldEvents;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RequestRecorderTest {

    private static final UUID CALL = UUID.randomUUID();

    private final OwnFailures failures = new OwnFailures();
    private final Journal journal;
    private InstanceSigns signs;
    private ToldEvents told;

    RequestRecorderTest(@TempDir Path directory) {
        journal = JournalOfTest.in(directory, 32 << 20);
        promiseSigns(Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        journal.close(true);
    }

    @Test
    void of_two_ends_the_first_counts() {
        OpenRequest request = answered(begin("http://h/").orElseThrow(), 200);
        request.completed();
        request.cancelled();
        assertThat(told.takeAll()).hasSize(2).last().extracting("outcome").isEqualTo(EndOutcome.COMPLETED);
        assertThat(journal.counts().ended()).isEqualTo(1);
    }

    @Test
    void a_status_that_no_response_can_have_is_a_broken_protocol() {
        answered(begin("http://h/").orElseThrow(), 99).completed();
        RequestCompleted end = (RequestCompleted) told.takeAll().get(1);
        assertThat(end.outcome()).isEqualTo(EndOutcome.FAILED);
        assertThat(end.errorType()).contains("protocol");
        assertThat(end.statusCode()).isEmpty();
    }

    @Test
    void the_first_request_of_a_call_gives_it_its_id() {
        UUID first = begin(null, 1, "http://h/").orElseThrow().id();
        begin(first, 2, "http://h/");
        assertThat(told.takeAll()).extracting("callId").containsExactly(first, first);
    }

    @Test
    void an_end_tells_what_was_seen_of_its_exchange() {
        OpenRequest request = begin("http://h/").orElseThrow();
        request.leased();
        request.connecting();
        request.resolved(1_000);
        request.secured(2_000);
        request.connected();
        request.sending();
        request.bodySent(10);
        request.sent();
        request.headReceived();
        request.exchangedWith(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080), "1.1");
        request.answered(200, Map.of("etag", "x"));
        request.bodyReceived(20);
        request.bodyDecoded(200);
        request.bodyArrived();
        request.bodyDecodedToEnd();
        request.completed();

        RequestCompleted end = (RequestCompleted) told.takeAll().get(1);
        Exchange exchange = end.exchange();
        assertThat(exchange.phase()).isEmpty();
        assertThat(exchange.sizes()).isEqualTo(new BodySizes(10, 20, 200));
        assertThat(exchange.peer()).contains(new Peer("127.0.0.1", 8080));
        assertThat(exchange.protocolVersion()).contains("1.1");
        assertThat(exchange.responseHeaders()).containsExactly(Map.entry("etag", "x"));
        PhaseNanos phases = exchange.phases();
        assertThat(phases.dns()).isEqualTo(1_000);
        assertThat(phases.tls()).isEqualTo(2_000);
        assertThat(List.of(phases.lease(), phases.connect(), phases.send(), phases.firstByte(), phases.body()))
                .allMatch(nanos -> nanos >= 0);
        assertThat(phases.lease() + phases.send() + phases.firstByte() + phases.body())
                .isLessThanOrEqualTo(end.duration().toNanos());
    }

    @Test
    void a_request_that_fails_tells_how_far_it_had_come() {
        OpenRequest request = begin("http://h/").orElseThrow();
        request.sending();
        request.failed(ErrorType.RESET);
        RequestCompleted end = (RequestCompleted) told.takeAll().get(1);
        assertThat(end.exchange().phase()).contains(RequestPhase.SENDING);
    }

    @Test
    void the_journal_knows_how_far_each_open_request_has_come() {
        OpenRequest one = begin("http://h/").orElseThrow();
        OpenRequest other = begin("http://h/").orElseThrow();
        one.connecting();
        other.sentAtOnce();
        signs.stop(StopReason.CLOSED);
        InstanceStopped stop = (InstanceStopped) told.takeAll().get(2);
        assertThat(stop.phases())
                .containsOnly(
                        Map.entry(one.id(), Optional.of(RequestPhase.CONNECTING)),
                        Map.entry(other.id(), Optional.of(RequestPhase.AWAITING)));
    }

    @Test
    void without_room_neither_is_recorded_and_the_request_is_counted() {
        int begun = 0;
        while (begin("http://h/").isPresent()) {
            begun++;
        }
        assertThat(journal.counts()).isEqualTo(new JournalCounts(begun, 0, 1));
        assertThat(told.takeAll()).hasSize(begun);
    }

    @Test
    void after_the_stop_nothing_begins_and_what_would_have_is_counted() {
        OpenRequest open = answered(begin("http://h/").orElseThrow(), 200);
        signs.stop(StopReason.SHUTDOWN);
        assertThat(begin("http://h/")).isEmpty();
        assertThat(journal.counts().unrecorded()).isEqualTo(1);
        open.completed();
        assertThat(told.takeAll()).last().isInstanceOf(RequestCompleted.class);
    }

    @Test
    @Timeout(60)
    void no_sign_ever_leaves_out_a_request_whose_end_comes_after_it() throws Exception {
        promiseSigns(Duration.ZERO);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicBoolean enough = new AtomicBoolean();
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(threads.submit(() -> {
                while (!enough.get()) {
                    // So that signs do not stand behind a long backlog.
                    while (journal.pending() > 500 && !enough.get()) {
                        Thread.onSpinWait();
                    }
                    begin("http://h/")
                            .ifPresent(request -> answered(request, 200).completed());
                }
            }));
        }
        List<Event> log = new ArrayList<>();
        for (int signsTold = 0; signsTold <= 10 || log.size() < 2_000; ) {
            signs.beat();
            List<Event> next = told.take();
            signsTold += (int)
                    next.stream().filter(InstanceHeartbeat.class::isInstance).count();
            log.addAll(next);
        }
        enough.set(true);
        for (Future<?> caller : callers) {
            caller.get();
        }
        log.addAll(told.takeAll());
        threads.shutdown();

        assertThat(failures.count()).isZero();
        assertThat(log).filteredOn(RequestCompleted.class::isInstance).hasSize((int)
                journal.counts().ended());
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
        return begin(CALL, 1, url);
    }

    private Optional<OpenRequest> begin(@Nullable UUID call, int attempt, String url) {
        return new RequestRecorder(journal, signs, failures)
                .begin(call, attempt, "GET", url, Optional.empty(), Map.of());
    }

    private static OpenRequest answered(OpenRequest request, int status) {
        request.answered(status, Map.of());
        return request;
    }

    private void promiseSigns(Duration interval) {
        signs = new InstanceSigns(
                JournalOfTest.INSTANCE, journal, interval, Duration.ofSeconds(10), InstantSource.system());
        told = new ToldEvents(JournalOfTest.INSTANCE, journal, signs, failures);
    }
}
