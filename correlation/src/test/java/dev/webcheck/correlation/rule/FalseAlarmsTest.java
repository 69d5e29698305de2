package dev.webcheck.correlation.rule;

import static dev.webcheck.correlation.rule.Stories.at;
import static dev.webcheck.correlation.rule.Stories.begin;
import static dev.webcheck.correlation.rule.Stories.end;
import static dev.webcheck.correlation.rule.Stories.heartbeat;
import static dev.webcheck.correlation.rule.Stories.instance;
import static dev.webcheck.correlation.rule.Stories.request;
import static dev.webcheck.correlation.rule.Stories.stopped;
import static dev.webcheck.correlation.rule.Stories.tick;
import static dev.webcheck.correlation.rule.Stories.ticks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.IncidentState;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.event.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What made others take the living for dead or the dead for living, and the history that each leaves. */
class FalseAlarmsTest {

    private static final UUID FIRST = request(1, 0);
    private static final UUID SECOND = request(2, 1);
    private static final long DAY = 86_400;

    private final KnownInMemory known = new KnownInMemory();

    @Test
    void who_died_before_the_first_heartbeat_is_found_and_has_an_incident() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(ticks(1, 30));

        assertThat(known.verdict(FIRST).detector()).contains(Detector.LEASE);
        assertThat(known.history(FIRST)).isEmpty();
        assertThat(known.incidents).containsOnlyKeys(instance(1));
        IncidentState incident = known.incident(instance(1));
        assertThat(incident.diedAt()).isEqualTo(Stories.START.plusSeconds(11));
        assertThat(incident.lastHeardAt()).isEqualTo(Stories.START);
        assertThat(incident.crashed().possiblyExecuted()).isEqualTo(1);
    }

    @Test
    void an_hour_of_backlog_that_is_read_at_once_alarms_nobody() {
        List<Arrival> backlog = new ArrayList<>(List.of(at(0, begin(FIRST, 1))));
        for (long second = 1; second < 3_600; second++) {
            backlog.add(tick(second));
            if (second % 2 == 0) {
                backlog.add(at(second, heartbeat(1, second / 2, second, FIRST)));
            }
        }
        known.take(backlog);

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertNoAlarm();
    }

    @Test
    void an_outage_of_the_broker_alarms_nobody() {
        known.take(List.of(at(0, begin(FIRST, 1)), tick(1), at(2, heartbeat(1, 1, 0))));
        // all that waited in the meantime arrives at once, and both the ticks of two workers
        known.take(List.of(tick(3_600), tick(3_600), at(3_600, heartbeat(1, 2, 3_599, FIRST)), tick(3_601)));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertNoAlarm();
    }

    @Test
    void an_outage_of_all_workers_alarms_nobody_and_who_died_meanwhile_is_found_afterwards() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, begin(SECOND, 2)), tick(1)));
        List<Arrival> unread = new ArrayList<>();
        for (long second = 2; second < 3_600; second += 2) {
            unread.add(at(second, heartbeat(1, second, second, FIRST)));
        }
        unread.addAll(ticks(3_600, 3_605));
        known.take(unread);
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.IN_FLIGHT);
        assertNoAlarm();

        known.take(List.of(at(3_606, heartbeat(1, 3_700, 3_606, FIRST))));
        known.take(ticks(3_606, 3_611));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.CRASHED);
    }

    @Test
    void ticks_that_two_workers_read_after_a_rebalance_halve_no_lease() {
        List<Arrival> batch = new ArrayList<>(List.of(at(0, begin(FIRST, 1))));
        batch.addAll(ticks(1, 8));
        known.take(batch);
        known.take(batch);
        known.take(batch.subList(4, batch.size()));
        known.take(List.of(at(9, heartbeat(1, 1, 0))));

        assertThat(known.clock(0).ticks()).isEqualTo(8);
        assertNoAlarm();
    }

    @Test
    void an_application_that_was_stopped_for_a_minute_is_presumed_dead_until_its_next_heartbeat() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, heartbeat(1, 1, 0))));
        known.take(ticks(1, 60));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
        assertThat(known.incidents).containsOnlyKeys(instance(1));

        known.take(List.of(at(61, heartbeat(1, 2, 60, FIRST))));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.history(FIRST)).containsExactly("CRASHED lease 11 61");
        assertThat(known.takenBack(instance(1))).containsExactly("lease 11 61");
        assertThat(known.incidents).isEmpty();
    }

    @Test
    void a_heartbeat_that_is_delivered_again_leaves_the_history_as_it_is() {
        List<Arrival> log = new ArrayList<>(List.of(at(0, begin(FIRST, 1)), at(0, heartbeat(1, 1, 0))));
        log.addAll(ticks(1, 20));
        log.add(at(21, heartbeat(1, 2, 20, FIRST)));
        known.take(log);
        known.take(log);
        known.take(log.subList(10, log.size()));

        assertThat(known.history(FIRST)).containsExactly("CRASHED lease 11 21");
        assertThat(known.takenBack(instance(1))).containsExactly("lease 11 21");
    }

    @ParameterizedTest
    @ValueSource(longs = {-DAY, DAY})
    void a_clock_that_is_wrong_by_a_day_changes_no_verdict(long wrong) {
        UUID slow = request(3, wrong);
        UUID lost = request(4, wrong + 1);
        known.take(List.of(at(0, begin(slow, 1)), at(1, begin(lost, 1))));
        for (long second = 2; second <= 60; second += 2) {
            known.take(List.of(tick(second), tick(second + 1), at(second, heartbeat(1, second, wrong + second, slow))));
        }
        assertThat(known.outcome(slow)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.verdict(lost).detector()).contains(Detector.RECONCILED);
        assertNoAlarm();

        known.take(ticks(62, 80));
        assertThat(known.verdict(slow).at()).contains(Stories.START.plusSeconds(72));
    }

    @Test
    void a_clock_that_is_set_forward_by_a_day_changes_no_verdict() {
        setClockRight(-DAY);

        assertNoAlarm();
    }

    @Test
    void after_a_clock_was_set_back_by_a_day_new_requests_are_unknown_until_the_next_heartbeat() {
        setClockRight(DAY);

        assertThat(known.history(SECOND)).containsExactly("UNKNOWN reconciled 3 4");
        assertThat(known.incidents).isEmpty();
    }

    private void setClockRight(long wrong) {
        UUID before = request(3, wrong);
        known.take(List.of(at(0, begin(before, 1)), at(2, heartbeat(1, 1, wrong + 2, before))));
        known.take(List.of(at(3, begin(SECOND, 1)), at(4, heartbeat(1, 2, 4, before, SECOND))));
        known.take(List.of(at(6, heartbeat(1, 3, 6, before, SECOND))));
        assertThat(known.outcome(before)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void an_end_that_comes_long_after_the_verdict_leaves_it_in_the_history_and_the_death_as_it_is() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, begin(SECOND, 1))));
        known.take(ticks(1, 20));
        known.take(List.of(at(9_000, end(FIRST, 1))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.COMPLETED);
        assertThat(known.history(FIRST)).containsExactly("CRASHED lease 11 9000");
        assertThat(known.history(SECOND)).isEmpty();
        assertThat(known.incident(instance(1)).crashed().possiblyExecuted()).isEqualTo(1);
        assertThat(known.takenBack(instance(1))).isEmpty();
    }

    @Test
    void each_better_evidence_leaves_what_it_replaced() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(ticks(1, 20));
        known.take(List.of(at(21, begin(SECOND, 1))));
        known.take(ticks(22, 40));
        known.take(List.of(at(41, stopped(1, 5, StopReason.DIED, FIRST, SECOND)), at(42, end(FIRST, 1))));

        assertThat(known.history(FIRST))
                .containsExactly("CRASHED lease 11 21", "CRASHED lease 32 41", "CRASHED journal 41 42");
        assertThat(known.takenBack(instance(1))).containsExactly("lease 11 21", "lease 32 41");
    }

    @Test
    void of_a_long_history_the_latest_part_is_kept() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        for (long minute = 0; minute < 30; minute++) {
            known.take(ticks(minute * 60 + 1, minute * 60 + 30));
            known.take(List.of(at(minute * 60 + 31, heartbeat(1, minute + 1, 0))));
        }

        assertThat(known.history(FIRST)).hasSize(RequestState.REPLACED_KEPT);
        assertThat(known.history(FIRST)).last().isEqualTo("CRASHED lease 1751 1771");
        assertThat(known.takenBack(instance(1))).hasSize(20);
    }

    private void assertNoAlarm() {
        assertThat(known.incidents).isEmpty();
        known.requests.keySet().forEach(id -> assertThat(known.history(id)).isEmpty());
        known.instances.keySet().forEach(id -> assertThat(known.takenBack(id)).isEmpty());
    }
}
