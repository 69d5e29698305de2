package dev.webcheck.query.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.webcheck.store.read.history.ReplacedDeath;
import java.time.Instant;

/** A death that was believed before, as this API shows it. */
@JsonPropertyOrder({"detector", "diedAt", "replacedAt"})
public record ReplacedDeathJson(
        String detector,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        Instant diedAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        Instant replacedAt) {

    /**
     * Shows a death.
     *
     * @param death what is recorded
     * @return what is shown
     */
    public static ReplacedDeathJson of(ReplacedDeath death) {
        return new ReplacedDeathJson(death.detector().word(), death.diedAt(), death.replacedAt());
    }
}
