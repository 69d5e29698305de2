package dev.webcheck.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.RequestPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @CsvSource({"AWAITING", "SENDING", "CONNECTING", ","})
    void what_the_server_has_not_processed_was_not_executed(@Nullable RequestPhase phase) {
        assertThat(failed(phase, "not_processed")).contains(Execution.NOT_SENT);
    }

    @Test
    void a_server_that_has_begun_to_answer_has_processed_the_request() {
        assertThat(failed(RequestPhase.READING, "not_processed")).contains(Execution.EXECUTED_ANSWER_LOST);
    }

    @Test
    void only_a_failure_can_say_that_it_was_not_processed() {
        assertThat(failed(RequestPhase.AWAITING, "reset")).contains(Execution.POSSIBLY_EXECUTED);
        assertThat(Execution.of(
                        Outcome.CANCELLED,
                        Optional.empty(),
                        Optional.of(RequestPhase.AWAITING),
                        Optional.of("not_processed")))
                .contains(Execution.POSSIBLY_EXECUTED);
    }

    /** What the SDK promises for each situation. */
    @ParameterizedTest
    @MethodSource("rowsOfTheSdk")
    void the_table_of_the_sdk_says_what_follows_from_each_end(List<String> row) {
        Optional<RequestPhase> phase = cell(row, 4).map(RequestPhase::valueOf);
        assertThat(Execution.of(Outcome.valueOf(row.get(2)), Optional.empty(), phase, cell(row, 3))
                        .map(Enum::name)
                        .orElse(""))
                .as("%s", row)
                .isEqualTo(row.get(5));
    }

    static Stream<List<String>> rowsOfTheSdk() throws IOException {
        List<List<String>> rows = Files.readAllLines(Path.of("..", "docs", "sdk.md")).stream()
                .dropWhile(line -> !line.startsWith("| situation |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
        assertThat(rows).isNotEmpty();
        return rows.stream();
    }

    private static Optional<String> cell(List<String> row, int column) {
        return Optional.of(row.get(column)).filter(text -> !text.isEmpty());
    }

    private static Optional<Execution> failed(@Nullable RequestPhase phase, String errorType) {
        return Execution.of(Outcome.FAILED, Optional.empty(), Optional.ofNullable(phase), Optional.of(errorType));
    }

    private static Optional<Execution> execution(
            Outcome outcome, @Nullable Detector detector, @Nullable RequestPhase phase) {
        return Execution.of(outcome, Optional.ofNullable(detector), Optional.ofNullable(phase));
    }
}
