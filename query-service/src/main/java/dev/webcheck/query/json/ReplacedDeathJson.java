package dev.webcheck.query.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.store.read.history.ReplacedDeath;
import java.time.Instant;

/**
 * A death that was believed before, as this API shows it.
 *
 * @param detector what told it
 * @param diedAt when it was
 * @param replacedAt when it was taken back, or told better
 */
@JsonPropertyOrder({"detector", "diedAt", "replacedAt"})
public record ReplacedDeathJson(
        String detector,

        @JsonSerialize(using = Timestamp.class) Instant diedAt,

        @JsonSerialize(using = Timestamp.class) Instant replacedAt) {

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
