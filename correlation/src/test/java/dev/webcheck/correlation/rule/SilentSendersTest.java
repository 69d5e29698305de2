package dev.webcheck.correlation.rule;

import static dev.webcheck.correlation.rule.Stories.at;
import static dev.webcheck.correlation.rule.Stories.begin;
import static dev.webcheck.correlation.rule.Stories.end;
import static dev.webcheck.correlation.rule.Stories.heartbeat;
import static dev.webcheck.correlation.rule.Stories.instance;
import static dev.webcheck.correlation.rule.Stories.request;
import static dev.webcheck.correlation.rule.Stories.ticks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The lease of an instance that sends no heartbeats. */
class SilentSendersTest {

    private static final Rules RULES = Rules.withDeadline(Duration.ofMinutes(1));
    private static final UUID FIRST = request(1, 0);

    private final KnownInMemory known = new KnownInMemory(RULES);

    @Test
    void who_has_come_back_from_a_silence_is_given_twice_that_silence() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(ticks(1, 15));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
        known.take(List.of(at(15, begin(request(2, 15), 1))));

        known.take(ticks(16, 45));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        known.take(ticks(46, 46));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
        assertThat(known.history(FIRST)).containsExactly("CRASHED lease 11 15");
    }

    @Test
    void the_lease_never_grows_beyond_the_deadline() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(ticks(1, 50));
        known.take(List.of(at(50, begin(request(2, 50), 1))));
        known.take(ticks(51, 110));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);

        known.take(ticks(111, 111));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
    }

    @Test
    void the_deadline_does_not_bound_the_lease_of_who_has_sent_a_sign() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, heartbeat(1, 1, 0))));
        known.take(ticks(1, 50));
        known.take(List.of(at(50, begin(request(2, 50), 1))));

        assertThat(known.instance(instance(1)).lease().effectiveTicks()).isEqualTo(100);
    }

    @Test
    void without_a_deadline_the_lease_grows_to_a_day() {
        KnownInMemory patient = new KnownInMemory(Rules.withDeadline(Duration.ZERO));
        patient.take(List.of(at(0, begin(FIRST, 1))));
        patient.take(ticks(1, 50_000));
        patient.take(List.of(at(50_000, begin(request(2, 50), 1))));

        assertThat(patient.instance(instance(1)).lease().effectiveTicks()).isEqualTo(86_400);
    }

    @Test
    void what_has_been_read_before_and_ends_do_not_lengthen_it() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, begin(request(2, 0), 1))));
        known.take(ticks(1, 15));
        known.take(List.of(at(15, begin(FIRST, 1)), at(15, end(request(2, 0), 1))));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
        assertThat(known.instance(instance(1)).lease().effectiveTicks()).isEqualTo(10);
    }

    @Test
    void a_sign_tells_its_own_lease() {
        known.take(List.of(at(0, begin(FIRST, 1))));
        known.take(ticks(1, 15));
        known.take(List.of(at(15, begin(request(2, 15), 1)), at(15, heartbeat(1, 1, 0))));
        known.take(ticks(16, 26));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
    }

    @Test
    void whose_heartbeats_fail_to_appear_while_it_sends_requests_is_given_more_as_well() {
        known.take(List.of(at(0, begin(FIRST, 1)), at(0, heartbeat(1, 1, 0))));
        known.take(ticks(1, 15));
        known.take(List.of(at(15, begin(request(2, 15), 1))));
        known.take(ticks(16, 45));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);

        known.take(List.of(at(45, heartbeat(1, 2, 0))));
        known.take(ticks(46, 56));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
    }
}
