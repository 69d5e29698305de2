package dev.webcheck.correlation.rule;

import static dev.webcheck.correlation.rule.Stories.at;
import static dev.webcheck.correlation.rule.Stories.begin;
import static dev.webcheck.correlation.rule.Stories.end;
import static dev.webcheck.correlation.rule.Stories.heartbeat;
import static dev.webcheck.correlation.rule.Stories.request;
import static dev.webcheck.correlation.rule.Stories.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState.Verdict;
import dev.webcheck.event.RequestIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

    private static final UUID FIRST = request(1, 0);
    private static final long DEADLINE = Stories.RULES.deadline().orElseThrow().toSeconds();
    private static final UUID AT_THE_DEADLINE = request(2, DEADLINE);
    private static final UUID LATER = request(3, DEADLINE + 1);

    private final KnownInMemory known = new KnownInMemory();

    @Test
    void a_request_that_lies_far_behind_the_latest_of_a_silent_instance_has_lost_its_end() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(10, begin(AT_THE_DEADLINE, 1))));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);

        known.take(List.of(at(12, begin(LATER, 1))));
        assertThat(known.verdict(FIRST))
                .isEqualTo(Verdict.found(
                        Outcome.UNKNOWN, Detector.DEADLINE, Stories.START.plusSeconds(12), Optional.empty()));
        assertThat(known.outcome(AT_THE_DEADLINE)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void a_request_of_the_future_makes_those_from_before_no_older_than_they_are() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(5, begin(request(4, 3_600), 1))));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);

        known.take(List.of(at(12, begin(LATER, 1))));
        assertThat(known.verdict(FIRST).at()).contains(Stories.START.plusSeconds(12));
        assertThat(known.outcome(request(4, 3_600))).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void it_stays_unknown_when_its_instance_falls_silent() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(12, begin(LATER, 1))));
        known.take(ticks(13, 30));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.UNKNOWN);
        assertThat(known.outcome(LATER)).isEqualTo(Outcome.CRASHED);
    }

    @Test
    void a_late_end_overrides_it() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(12, begin(LATER, 1)), at(13, end(FIRST, 1))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.COMPLETED);
        assertThat(known.history(FIRST)).containsExactly("UNKNOWN deadline 12 13");
    }

    @Test
    void the_first_sign_puts_an_end_to_it() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(12, begin(LATER, 1))));
        known.take(List.of(at(14, heartbeat(1, 1, 1, FIRST))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.history(FIRST)).containsExactly("UNKNOWN deadline 12 14");
        known.take(List.of(at(500, begin(request(5, 500), 1))));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @Test
    void the_requests_of_others_decide_nothing() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(12, begin(LATER, 2))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "P3650000000D"})
    void no_deadline_and_one_beyond_all_time_are_never(Duration deadline) {
        assertThat(Rules.withDeadline(deadline).deadline()).isEmpty();
    }

    @Test
    void a_negative_deadline_is_refused_by_name_and_value() {
        assertThatThrownBy(() -> Rules.withDeadline(Duration.ofSeconds(-1)))
                .hasMessageContaining("deadline")
                .hasMessageContaining("PT-1S");
    }

    @Test
    void a_batch_decides_by_the_latest_begin_of_each_instance() {
        Instant latest = RequestIds.startedAt(LATER);

        assertThat(new Touched(List.of(at(12, begin(LATER, 1)), at(13, begin(FIRST, 1))))
                        .signs()
                        .values())
                .singleElement()
                .satisfies(signs -> {
                    assertThat(signs.begunAt()).isEqualTo(latest);
                    assertThat(signs.any()).isFalse();
                });
    }

    @Test
    void a_batch_with_a_request_of_the_future_asks_for_no_more_than_the_time_of_its_arrival_decides() {
        assertThat(new Touched(List.of(at(12, begin(request(4, 3_600), 1))))
                        .signs()
                        .values())
                .extracting(Signs::begunAt)
                .containsExactly(Stories.START.plusSeconds(12));
    }

    @Test
    void a_shorter_deadline_counts_from_the_latest_request_even_if_an_earlier_one_arrives() {
        KnownInMemory patient = new KnownInMemory(Rules.withDeadline(Duration.ofHours(1)));
        patient.take(List.of(at(0, begin(FIRST, 1)), at(600, begin(request(5, 600), 1))));
        KnownInMemory hasty = new KnownInMemory(Rules.withDeadline(Duration.ofMinutes(8)));
        hasty.clocks.putAll(patient.clocks);
        hasty.instances.putAll(patient.instances);
        hasty.requests.putAll(patient.requests);

        hasty.takeWithWhatIsAskedFor(List.of(at(601, begin(request(6, 200), 1))));
        assertThat(hasty.outcome(FIRST)).isEqualTo(Outcome.UNKNOWN);
        assertThat(hasty.outcome(request(6, 200))).isEqualTo(Outcome.IN_FLIGHT);
    }
}
