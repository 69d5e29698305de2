package dev.webcheck.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.bench.kill.WatchfulServer.Progress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthTest {

    private static final Token ARRIVED = new Token(0, 1);
    private static final Token ANSWERED = new Token(1, 1);
    private static final Token UNSEEN = new Token(2, 1);
    private static final Truth KNOWN =
            new Truth(Map.of(ARRIVED, Progress.ARRIVED, ANSWERED, Progress.ANSWERING), Set.of(ANSWERED));

    @Test
    void the_truth_is_clean() {
        Findings findings = KNOWN.compare(List.of(
                crashed(ARRIVED, "journal", "POSSIBLY_EXECUTED"),
                request(ANSWERED, "COMPLETED", ""),
                crashed(UNSEEN, "journal", "NOT_SENT")));

        assertThat(findings.isClean()).isTrue();
        assertThat(findings).isEqualTo(new Findings(3, 0, 0, 0, 0, 0, 0, 2, 2, 0, 1, 0));
    }

    @Test
    void what_server_or_application_know_and_the_api_does_not_is_missed() {
        assertThat(KNOWN.compare(List.of()).missed()).isEqualTo(2);
        assertThat(new Truth(Map.of(), Set.of(UNSEEN)).compare(List.of()).missed())
                .isOne();
    }

    @Test
    void a_crash_is_false_where_the_end_was_seen() {
        assertThat(KNOWN.compare(List.of(crashed(ANSWERED, "lease", ""))).falselyCrashed())
                .isOne();
        assertThat(KNOWN.compare(List.of(crashed(ARRIVED, "lease", ""))).falselyCrashed())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, journal, NOT_SENT, 1",
        "1, journal, NOT_SENT, 1",
        "2, journal, NOT_SENT, 0",
        "2, lease, NOT_SENT, 1",
        "0, journal, EXECUTED_ANSWER_LOST, 1",
        "1, journal, EXECUTED_ANSWER_LOST, 0",
        "2, journal, EXECUTED_ANSWER_LOST, 1",
        "0, lease, POSSIBLY_EXECUTED, 0",
    })
    void a_phase_is_wrong_where_the_server_knows_better(int lane, String detector, String execution, int wrong) {
        List<RecordedRequest> recorded = List.of(crashed(new Token(lane, 1), detector, execution));

        assertThat(KNOWN.compare(recorded).wrongPhase()).isEqualTo(wrong);
    }

    @Test
    void an_application_that_has_ended_has_nothing_in_flight_and_no_end_that_it_saw_is_unknown() {
        assertThat(KNOWN.compare(List.of(request(ARRIVED, "IN_FLIGHT", ""))).undecided())
                .isOne();
        assertThat(KNOWN.compare(List.of(request(ANSWERED, "UNKNOWN", ""))).lostEnds())
                .isOne();
        assertThat(KNOWN.compare(List.of(request(ARRIVED, "UNKNOWN", ""))).lostEnds())
                .isZero();
    }

    @Test
    void what_is_told_twice_is_begun_once() {
        Findings findings =
                KNOWN.compare(List.of(request(ANSWERED, "COMPLETED", ""), request(ANSWERED, "COMPLETED", "")));

        assertThat(findings.begun()).isOne();
        assertThat(findings.twice()).isOne();
    }

    private static RecordedRequest crashed(Token token, String detector, String execution) {
        return request(
                token,
                "CRASHED",
                ",\"detector\":\"%s\"".formatted(detector)
                        + (execution.isEmpty() ? "" : ",\"execution\":\"%s\"".formatted(execution)));
    }

    /** As the API writes it. */
    private static RecordedRequest request(Token token, String outcome, String more) {
        return RecordedRequest.parse(
                "{\"id\":\"0199\",\"attempt\":1,\"url\":\"http://127.0.0.1:4711%s\",\"completedAt\":null,\"phaseMillis\":{\"dns\":1},\"outcome\":\"%s\"%s}"
                        .formatted(token.path(), outcome, more));
    }
}
