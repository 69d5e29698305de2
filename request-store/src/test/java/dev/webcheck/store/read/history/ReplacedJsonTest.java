package dev.webcheck.store.read.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.RequestPhase;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplacedJsonTest {

    private static final Instant NOON = Instant.parse("2025-04-01T12:00:00Z");

    @Test
    void verdicts_are_read_in_their_order() {
        assertThat(ReplacedJson.readVerdicts("""
                        [{"at": "2025-04-01T12:00:00Z", "outcome": "CRASHED", "detector": "lease", "phase": null,
                          "replacedAt": "2025-04-01T12:00:00.000001Z"},
                         {"at": "2025-04-01T14:00:01+02:00", "outcome": "UNKNOWN", "detector": "stopped",
                          "phase": "SENDING", "replacedAt": "2025-04-01T12:00:02Z"}]
                        """))
                .containsExactly(
                        new ReplacedVerdict(
                                Outcome.CRASHED, Detector.LEASE, NOON, Optional.empty(), NOON.plusNanos(1_000)),
                        new ReplacedVerdict(
                                Outcome.UNKNOWN,
                                Detector.STOPPED,
                                NOON.plusSeconds(1),
                                Optional.of(RequestPhase.SENDING),
                                NOON.plusSeconds(2)));
    }

    @Test
    void deaths_keep_their_order() {
        assertThat(ReplacedJson.readDeaths("""
                        [{"detector": "lease", "at": "2025-04-01T12:00:00Z", "takenBackAt": "2025-04-01T12:00:01Z"},
                         {"detector": "journal", "at": "2025-04-01T12:00:02Z", "takenBackAt": "2025-04-01T12:00:03Z"}]
                        """))
                .containsExactly(
                        new ReplacedDeath(Detector.LEASE, NOON, NOON.plusSeconds(1)),
                        new ReplacedDeath(Detector.JOURNAL, NOON.plusSeconds(2), NOON.plusSeconds(3)));
    }

    @Test
    void what_later_versions_add_is_passed_over() {
        assertThat(ReplacedJson.readVerdicts("""
                        [{"more": {"outcome": "FAILED", "deep": [1]}, "outcome": "CRASHED", "detector": "journal",
                          "count": 1, "at": "2025-04-01T12:00:00Z", "replacedAt": "2025-04-01T12:00:00Z"}]
                        """)).hasSize(1);
    }

    @Test
    void a_verdict_without_its_time_is_named() {
        assertThatThrownBy(() -> ReplacedJson.readVerdicts("[{\"outcome\": \"CRASHED\", \"detector\": \"lease\"}]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no at");
    }
}
