package dev.webcheck.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.InstanceState.ReplacedDeath;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState.ReplacedVerdict;
import dev.webcheck.event.RequestPhase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplacedJsonTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final Instant LATER = Instant.parse("2026-03-01T10:01:00Z");

    @Test
    void verdicts_are_an_array_of_what_was_found_and_when_and_come_back_as_they_were() {
        List<ReplacedVerdict> verdicts = List.of(
                new ReplacedVerdict(Outcome.CRASHED, Detector.LEASE, AT, Optional.empty(), LATER),
                new ReplacedVerdict(
                        Outcome.CRASHED, Detector.JOURNAL, LATER, Optional.of(RequestPhase.SENDING), LATER));

        String json = ReplacedJson.writeVerdicts(verdicts);

        assertThat(json)
                .startsWith("[{\"outcome\":\"CRASHED\",\"detector\":\"lease\",\"at\":\"2026-03-01T10:00:00.123Z\","
                        + "\"replacedAt\":\"2026-03-01T10:01:00Z\"},")
                .contains("\"phase\":\"SENDING\"");
        assertThat(ReplacedJson.readVerdicts(json)).isEqualTo(verdicts);
    }

    @Test
    void deaths_come_back_as_they_were() {
        List<ReplacedDeath> deaths = List.of(new ReplacedDeath(Detector.LEASE, AT, LATER));

        String json = ReplacedJson.writeDeaths(deaths);

        assertThat(json)
                .isEqualTo("[{\"detector\":\"lease\",\"at\":\"2026-03-01T10:00:00.123Z\","
                        + "\"takenBackAt\":\"2026-03-01T10:01:00Z\"}]");
        assertThat(ReplacedJson.readDeaths(json)).isEqualTo(deaths);
    }

    @Test
    void nothing_replaced_is_null() {
        assertThat(ReplacedJson.writeVerdicts(List.of())).isNull();
        assertThat(ReplacedJson.readVerdicts(null)).isEmpty();
        assertThat(ReplacedJson.writeDeaths(List.of())).isNull();
        assertThat(ReplacedJson.readDeaths(null)).isEmpty();
    }
}
