package dev.webcheck.correlation.rule;

import static dev.webcheck.correlation.rule.Stories.at;
import static dev.webcheck.correlation.rule.Stories.begin;
import static dev.webcheck.correlation.rule.Stories.end;
import static dev.webcheck.correlation.rule.Stories.heartbeat;
import static dev.webcheck.correlation.rule.Stories.instance;
import static dev.webcheck.correlation.rule.Stories.request;
import static dev.webcheck.correlation.rule.Stories.stopped;
import static dev.webcheck.correlation.rule.Stories.ticks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.CrashCounts;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.IncidentState;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    private static final UUID FIRST = request(1, 0);
    private static final UUID SECOND = request(2, 1);
    private static final UUID THIRD = request(3, 2);

    private final KnownInMemory known = new KnownInMemory();

    @Test
    void a_journal_tells_what_was_in_flight_by_what_may_have_become_of_it() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(1, begin(SECOND, 1)), at(2, begin(THIRD, 1))));
        known.take(List.of(at(
                5,
                stopped(
                        1,
                        9,
                        StopReason.DIED,
                        Map.of(
                                FIRST, Optional.of(RequestPhase.CONNECTING),
                                SECOND, Optional.of(RequestPhase.AWAITING),
                                THIRD, Optional.of(RequestPhase.READING))))));

        assertThat(known.incident(instance(1))).isEqualTo(incident(5, Detector.JOURNAL, 1, 1, 1));
    }

    @Test
    void a_proof_takes_the_place_of_a_presumption_and_a_late_end_leaves_the_incident() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(5, begin(SECOND, 1))));
        known.take(ticks(6, 20));
        assertThat(known.incident(instance(1))).isEqualTo(incident(16, Detector.LEASE, 0, 2, 0));

        known.take(List.of(at(5, stopped(1, 9, StopReason.DIED, FIRST, SECOND))));
        assertThat(known.incident(instance(1)).detector()).isEqualTo(Detector.JOURNAL);

        known.take(List.of(at(5, end(FIRST, 1))));
        assertThat(known.incident(instance(1)).crashed().possiblyExecuted()).isEqualTo(1);
    }

    @Test
    void a_shutdown_is_an_incident_only_while_a_request_has_crashed_with_it() {
        known.take(List.of(at(5, stopped(1, 9, StopReason.SHUTDOWN, FIRST))));
        assertThat(known.incidents).isEmpty();

        known.take(List.of(at(5, begin(FIRST, 1))));
        assertThat(known.incident(instance(1))).isEqualTo(incident(5, Detector.STOPPED, 0, 1, 0));

        known.take(List.of(at(6, end(FIRST, 1))));
        assertThat(known.incidents).isEmpty();
    }

    @Test
    void who_was_closed_has_not_died() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(ticks(1, 20));
        known.take(List.of(at(21, stopped(1, 9, StopReason.CLOSED, FIRST))));

        assertThat(known.incidents).isEmpty();
        assertThat(known.takenBack(instance(1))).containsExactly("lease 11 21");
    }

    @Test
    void a_presumed_death_that_is_proven_stays_in_the_history() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(ticks(1, 20));
        known.take(List.of(at(21, stopped(1, 9, StopReason.DIED, FIRST))));

        assertThat(known.incident(instance(1)).diedAt()).isEqualTo(Stories.START.plusSeconds(21));
        assertThat(known.takenBack(instance(1))).containsExactly("lease 11 21");
    }

    @Test
    void a_further_stop_of_the_same_kind_leaves_the_time_of_the_death() {
        known.take(List.of(at(5, stopped(1, 9, StopReason.DIED)), at(7, stopped(1, 10, StopReason.DIED))));

        assertThat(known.incident(instance(1)).diedAt()).isEqualTo(Stories.START.plusSeconds(5));
    }

    @Test
    void an_hour_counts_what_started_in_it_and_what_a_sign_told_of_it() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, begin(request(4, 20), 1)), at(0, end(SECOND, 1))));
        known.take(List.of(at(3, heartbeat(1, 7, 3, FIRST, request(4, 20))), at(3, heartbeat(1, 5, 3))));
        assertThat(known.hours)
                .containsOnly(
                        Map.entry(instance(1) + " 2026-03-01T10:00:00Z IN_FLIGHT", 1L),
                        Map.entry(instance(1) + " 2026-03-01T10:00:00Z without begin", 1L),
                        Map.entry(instance(1) + " 2026-03-01T11:00:00Z IN_FLIGHT", 1L));
        assertThat(known.told).containsOnlyKeys(instance(1) + " 2026-03-01T10:00:00Z");
        assertThat(known.told.values())
                .allSatisfy(told -> assertThat(told.begun()).isEqualTo(7));

        known.take(List.of(at(4, begin(SECOND, 1)), at(4, end(FIRST, 1))));
        assertThat(known.hours)
                .containsOnly(
                        Map.entry(instance(1) + " 2026-03-01T10:00:00Z COMPLETED", 2L),
                        Map.entry(instance(1) + " 2026-03-01T11:00:00Z IN_FLIGHT", 1L));
    }

    private static IncidentState incident(
            long second, Detector detector, int notSent, int possiblyExecuted, int answerLost) {
        return new IncidentState(
                instance(1),
                Optional.of("checkout"),
                Stories.START.plusSeconds(second),
                detector,
                Stories.START.plusSeconds(5),
                new CrashCounts(notSent, possiblyExecuted, answerLost));
    }
}
