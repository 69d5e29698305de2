package dev.webcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.RequestPhase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionTest {

    @ParameterizedTest
    @CsvSource({
        "CRASHED, JOURNAL, LEASING",
        "CRASHED, JOURNAL, CONNECTING",
        "FAILED, , LEASING",
        "FAILED, , CONNECTING",
        "CANCELLED, , LEASING",
        "CANCELLED, , CONNECTING"
    })
    void a_last_phase_before_sending_proves_that_nothing_was_sent(
            Outcome outcome, @Nullable Detector detector, RequestPhase phase) {
        assertThat(execution(outcome, detector, phase)).contains(Execution.NOT_SENT);
    }

    @ParameterizedTest
    @CsvSource({
        "CRASHED, STOPPED, LEASING",
        "CRASHED, STOPPED, CONNECTING",
        "UNKNOWN, STOPPED, LEASING",
        "CRASHED, LEASE, LEASING",
        "UNKNOWN, RECONCILED, CONNECTING",
        "UNKNOWN, DEADLINE, LEASING",
        "CRASHED, LEASE, ",
        "UNKNOWN, RECONCILED, ",
        "CRASHED, JOURNAL, ",
        "FAILED, , ",
        "CANCELLED, , ",
        "CRASHED, JOURNAL, SENDING",
        "CRASHED, JOURNAL, AWAITING",
        "FAILED, , SENDING",
        "CANCELLED, , AWAITING"
    })
    void all_else_may_have_been_executed(Outcome outcome, @Nullable Detector detector, @Nullable RequestPhase phase) {
        assertThat(execution(outcome, detector, phase)).contains(Execution.POSSIBLY_EXECUTED);
    }

    @ParameterizedTest
    @CsvSource({
        "CRASHED, JOURNAL",
        "CRASHED, STOPPED",
        "UNKNOWN, STOPPED",
        "CRASHED, LEASE",
        "UNKNOWN, RECONCILED",
        "FAILED,",
        "CANCELLED,"
    })
    void an_answer_that_had_begun_shows_that_the_request_was_executed(Outcome outcome, @Nullable Detector detector) {
        assertThat(execution(outcome, detector, RequestPhase.READING)).contains(Execution.EXECUTED_ANSWER_LOST);
    }

    @Test
    void where_the_response_arrived_or_is_awaited_it_is_no_question() {
        for (RequestPhase phase : RequestPhase.values()) {
            assertThat(execution(Outcome.IN_FLIGHT, null, phase)).isEmpty();
            assertThat(execution(Outcome.COMPLETED, null, phase)).isEmpty();
            assertThat(execution(Outcome.ABANDONED, null, phase)).isEmpty();
        }
    }

    private static Optional<Execution> execution(
            Outcome outcome, @Nullable Detector detector, @Nullable RequestPhase phase) {
        return Execution.of(outcome, Optional.ofNullable(detector), Optional.ofNullable(phase));
    }
}
