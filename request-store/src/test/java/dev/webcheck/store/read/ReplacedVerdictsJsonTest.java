package dev.webcheck.store.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.event.RequestPhase;
import dev.webcheck.store.Detector;
import dev.webcheck.store.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplacedVerdictsJsonTest {

    private static final Instant NOON = Instant.parse("2025-04-01T12:00:00Z");

    @Test
    void verdicts_are_read_in_their_order() {
        assertThat(ReplacedVerdictsJson.read("""
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
    void what_later_versions_add_is_passed_over() {
        assertThat(ReplacedVerdictsJson.read("""
                        [{"more": {"outcome": "FAILED", "deep": [1]}, "outcome": "CRASHED", "detector": "journal",
                          "count": 1, "at": "2025-04-01T12:00:00Z", "replacedAt": "2025-04-01T12:00:00Z"}]
                        """)).hasSize(1);
    }

    @Test
    void a_verdict_without_its_time_is_named() {
        assertThatThrownBy(() -> ReplacedVerdictsJson.read("[{\"outcome\": \"CRASHED\", \"detector\": \"lease\"}]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no at");
    }
}
