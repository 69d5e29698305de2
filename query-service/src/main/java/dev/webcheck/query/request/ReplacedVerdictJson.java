package dev.webcheck.query.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.query.json.Timestamp;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.read.history.ReplacedVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was believed of a request before, as this API shows it. */
@JsonPropertyOrder({"outcome", "detector", "verdictAt", "phase", "replacedAt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplacedVerdictJson(
        Outcome outcome,
        String detector,

        @JsonSerialize(using = Timestamp.class) Instant verdictAt,

        @Nullable RequestPhase phase,

        @JsonSerialize(using = Timestamp.class) Instant replacedAt) {

    static ReplacedVerdictJson of(ReplacedVerdict verdict) {
        return new ReplacedVerdictJson(
                verdict.outcome(),
                verdict.detector().word(),
                verdict.at(),
                verdict.phase().orElse(null),
                verdict.replacedAt());
    }
}
