package dev.webcheck.correlation.rule;

import static dev.webcheck.correlation.rule.Stories.at;
import static dev.webcheck.correlation.rule.Stories.begin;
import static dev.webcheck.correlation.rule.Stories.end;
import static dev.webcheck.correlation.rule.Stories.failure;
import static dev.webcheck.correlation.rule.Stories.heartbeat;
import static dev.webcheck.correlation.rule.Stories.instance;
import static dev.webcheck.correlation.rule.Stories.request;
import static dev.webcheck.correlation.rule.Stories.stopped;
import static dev.webcheck.correlation.rule.Stories.tick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Life;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState.Verdict;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import dev.webcheck.event.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelatorTest {

    private static final UUID FIRST = request(1, 0);
    private static final UUID SECOND = request(2, 1);

    private final KnownInMemory known = new KnownInMemory();

    @Test
    void a_begin_alone_is_in_flight() {
        known.take(List.of(at(0, begin(FIRST, 1))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.counts).containsOnly(entry("IN_FLIGHT", 1));
    }

    @Test
    void an_end_moves_its_request_from_one_count_to_the_other() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(List.of(at(1, end(FIRST, 1))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.COMPLETED);
        assertThat(known.counts).containsOnly(entry("COMPLETED", 1), entry("bucket 58", 1));
    }

    @Test
    void an_end_before_its_begin_counts_when_the_begin_comes() {
        known.take(List.of(at(0, end(FIRST, 1))));
        assertThat(known.counts).isEmpty();

        known.take(List.of(at(1, begin(FIRST, 1))));
        assertThat(known.counts).containsOnly(entry("COMPLETED", 1), entry("bucket 58", 1));
    }

    @Test
    void an_amended_begin_counts_whenever_it_comes() {
        TraceContext sent = new TraceContext("2".repeat(32), "2".repeat(16));
        for (String other : List.of("1", "3")) {
            TraceContext planned = new TraceContext(other.repeat(32), other.repeat(16));
            RequestBegin first = begin(FIRST, 1, "shop.example", Optional.of(planned), Map.of());
            RequestBegin amended = Stories.amended(first, sent);
            for (List<RequestBegin> order : List.of(List.of(first, amended, first), List.of(amended, first))) {
                KnownInMemory now = new KnownInMemory();
                order.forEach(begin -> now.take(List.of(at(0, begin))));

                assertThat(now.request(FIRST).begin().orElseThrow().trace()).contains(sent);
                assertThat(now.counts).containsOnly(entry("IN_FLIGHT", 1));
            }
        }
    }

    @Test
    void an_instance_that_died_before_its_first_heartbeat_is_found() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        ticks(1, 10);
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);

        ticks(11, 11);
        assertThat(verdict(FIRST)).isEqualTo(found(Outcome.CRASHED, Detector.LEASE, second(11)));
        assertThat(known.instance(instance(1)).life()).isEqualTo(Life.PRESUMED_DEAD);
        assertThat(known.counts).containsOnly(entry("CRASHED", 1));
    }

    @Test
    void heartbeats_keep_a_slow_request_in_flight() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        for (long i = 1; i < 60; i++) {
            known.take(List.of(tick(2 * i), at(2 * i, heartbeat(1, i, 2 * i - 2, FIRST)), tick(2 * i + 1)));
        }

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void without_ticks_no_lease_runs_out_however_much_time_passes() {
        known.take(List.of(at(0, begin(FIRST, 1)), tick(1)));
        known.take(List.of(at(100_000, begin(SECOND, 2)), tick(100_000)));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void ticks_that_stand_close_together_or_are_read_again_count_once() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        for (int i = 0; i < 50; i++) {
            known.take(List.of(new Arrival.OfTick(0, Stories.START.plusMillis(100 + i), 10 + i)));
        }
        for (int i = 0; i < 50; i++) {
            known.take(List.of(tick(5)));
        }

        assertThat(known.clock(0).ticks()).isEqualTo(2);
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void ticks_go_on_when_the_log_was_made_anew_or_the_brokers_clock_was_set_back() {
        known.take(List.of(tick(100)));
        known.take(List.of(new Arrival.OfTick(0, Stories.START.plusSeconds(200), 0)));
        known.take(List.of(new Arrival.OfTick(0, Stories.START.minusSeconds(86_400), 1)));

        assertThat(known.clock(0).ticks()).isEqualTo(3);
    }

    @Test
    void a_heartbeat_after_the_verdict_takes_it_back() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, heartbeat(1, 1, 0))));
        ticks(1, 20);
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);

        known.take(List.of(at(21, heartbeat(1, 2, 15, FIRST))));
        assertThat(verdict(FIRST)).isEqualTo(Verdict.IN_FLIGHT);
        assertThat(known.counts).containsOnly(entry("IN_FLIGHT", 1));
    }

    @Test
    void a_heartbeat_that_is_told_again_revives_nobody() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, heartbeat(1, 1, 0))));
        ticks(1, 20);
        known.take(List.of(at(21, heartbeat(1, 1, 0)), at(21, begin(FIRST, 1))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
    }

    @Test
    void a_late_end_overrides_the_verdict_on_its_request_only() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, begin(SECOND, 1))));
        ticks(1, 20);
        known.take(List.of(at(21, end(FIRST, 1))));

        assertThat(verdict(FIRST)).isEqualTo(Verdict.stated(Outcome.COMPLETED, Optional.empty()));
        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.CRASHED);
    }

    @Test
    void a_new_request_of_a_presumed_dead_instance_shows_that_it_lives() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        ticks(1, 20);
        known.take(List.of(at(21, begin(SECOND, 1))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void a_request_that_a_later_heartbeat_no_longer_lists_has_lost_its_end() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(1, begin(SECOND, 1))));
        known.take(List.of(at(4, heartbeat(1, 1, 2, SECOND))));

        assertThat(verdict(FIRST)).isEqualTo(found(Outcome.UNKNOWN, Detector.RECONCILED, second(4)));
        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void a_heartbeat_says_nothing_of_requests_from_after_its_bound() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(1, begin(SECOND, 1)), at(2, heartbeat(1, 1, 0))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void a_lost_end_that_comes_after_all_overrides_unknown() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(4, heartbeat(1, 1, 2)), at(5, end(FIRST, 1))));

        assertThat(verdict(FIRST)).isEqualTo(Verdict.stated(Outcome.COMPLETED, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"SHUTDOWN, CRASHED, STOPPED", "CLOSED, UNKNOWN, STOPPED", "DIED, CRASHED, JOURNAL"})
    void a_stop_decides_what_was_open(StopReason reason, Outcome outcome, Detector detector) {
        known.take(List.of(at(0, begin(FIRST, 1)), at(1, begin(SECOND, 1)), at(2, stopped(1, 5, reason, FIRST))));

        assertThat(verdict(FIRST)).isEqualTo(found(outcome, detector, second(2)));
        assertThat(verdict(SECOND)).isEqualTo(found(Outcome.UNKNOWN, Detector.RECONCILED, second(2)));
    }

    @Test
    void a_stopped_instance_is_not_presumed_dead_as_well() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(2, stopped(1, 5, StopReason.DIED, FIRST))));
        ticks(3, 30);

        assertThat(verdict(FIRST)).isEqualTo(found(Outcome.CRASHED, Detector.JOURNAL, second(2)));
    }

    @Test
    void a_verdict_keeps_the_time_at_which_it_was_reached() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(2, stopped(1, 5, StopReason.DIED, FIRST))));
        known.take(List.of(at(9, begin(FIRST, 1)), at(10, stopped(1, 6, StopReason.DIED, FIRST))));

        assertThat(verdict(FIRST).at()).contains(second(2));
    }

    @Test
    void a_stop_tells_how_far_each_open_request_had_come_also_of_begins_that_come_after_it() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(List.of(at(2, stopped(1, 5, StopReason.DIED, open(RequestPhase.CONNECTING, RequestPhase.READING)))));
        known.take(List.of(at(3, begin(SECOND, 1))));

        assertThat(verdict(FIRST))
                .isEqualTo(Verdict.found(
                        Outcome.CRASHED, Detector.JOURNAL, second(2), Optional.of(RequestPhase.CONNECTING)));
        assertThat(verdict(SECOND))
                .isEqualTo(
                        Verdict.found(Outcome.CRASHED, Detector.JOURNAL, second(3), Optional.of(RequestPhase.READING)));
    }

    @Test
    void a_later_stop_tells_further_phases_and_leaves_the_time_of_the_verdict() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(List.of(at(2, stopped(1, 5, StopReason.DIED, open(RequestPhase.LEASING, RequestPhase.LEASING)))));
        known.take(List.of(at(3, stopped(1, 6, StopReason.DIED, open(RequestPhase.SENDING, RequestPhase.LEASING)))));

        assertThat(verdict(FIRST))
                .isEqualTo(
                        Verdict.found(Outcome.CRASHED, Detector.JOURNAL, second(2), Optional.of(RequestPhase.SENDING)));
    }

    @Test
    void an_end_tells_its_own_phase_or_none() {
        known.take(List.of(
                at(0, begin(FIRST, 1)),
                at(0, begin(SECOND, 1)),
                at(2, stopped(1, 5, StopReason.SHUTDOWN, open(RequestPhase.SENDING, RequestPhase.SENDING)))));
        known.take(List.of(at(3, end(FIRST, 1)), at(3, failure(SECOND, 1, RequestPhase.AWAITING))));

        assertThat(verdict(FIRST)).isEqualTo(Verdict.stated(Outcome.COMPLETED, Optional.empty()));
        assertThat(verdict(SECOND)).isEqualTo(Verdict.stated(Outcome.FAILED, Optional.of(RequestPhase.AWAITING)));
    }

    @Test
    void a_lease_and_a_lost_end_know_of_no_phase() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, begin(SECOND, 2))));
        known.take(List.of(at(4, heartbeat(1, 1, 2))));
        ticks(5, 30);

        assertThat(verdict(FIRST).phase()).isEmpty();
        assertThat(verdict(SECOND).detector()).contains(Detector.LEASE);
        assertThat(verdict(SECOND).phase()).isEmpty();
    }

    @Test
    void an_instance_may_set_a_shorter_lease() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, heartbeat(1, 1, Duration.ofMillis(1_500)))));
        ticks(1, 3);

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
    }

    private void ticks(long first, long last) {
        known.take(LongStream.rangeClosed(first, last).mapToObj(Stories::tick).toList());
    }

    private Verdict verdict(UUID request) {
        return known.verdict(request);
    }

    private static Verdict found(Outcome outcome, Detector detector, Instant at) {
        return Verdict.found(outcome, detector, at, Optional.empty());
    }

    private static Map<UUID, Optional<RequestPhase>> open(RequestPhase first, RequestPhase second) {
        return Map.of(FIRST, Optional.of(first), SECOND, Optional.of(second));
    }

    private static Instant second(long second) {
        return Stories.START.plusSeconds(second);
    }

    private static Map.Entry<String, Long> entry(String what, long count) {
        return Map.entry("2026-03-01T10:00:00Z shop.example " + what, count);
    }
}
