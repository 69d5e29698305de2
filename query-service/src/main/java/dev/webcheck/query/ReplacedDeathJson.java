package dev.webcheck.query;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.store.read.history.ReplacedDeath;
import java.time.Instant;

/** A death that was believed before, as this API shows it. */
@JsonPropertyOrder({"detector", "diedAt", "replacedAt"})
record ReplacedDeathJson(
        String detector,

        @JsonSerialize(using = Timestamp.class) Instant diedAt,

        @JsonSerialize(using = Timestamp.class) Instant replacedAt) {

    static ReplacedDeathJson of(ReplacedDeath death) {
        return new ReplacedDeathJson(death.detector().word(), death.diedAt(), death.replacedAt());
    }
}
