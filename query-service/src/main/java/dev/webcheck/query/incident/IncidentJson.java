package dev.webcheck.query.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.query.json.ReplacedDeathJson;
import dev.webcheck.query.json.Timestamp;
import dev.webcheck.store.read.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The death of an instance as this API shows it. */
@JsonPropertyOrder({"instanceId", "service", "diedAt", "detector", "lastHeardAt", "inFlight", "takenBackAt", "history"})
record IncidentJson(
        UUID instanceId,
        @Nullable String service,

        @JsonSerialize(using = Timestamp.class) Instant diedAt,

        String detector,

        @JsonSerialize(using = Timestamp.class) Instant lastHeardAt,

        InFlightJson inFlight,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSerialize(using = Timestamp.class) @Nullable Instant takenBackAt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReplacedDeathJson> history) {

    /** How many requests were in flight, by what is known of their execution. */
    @JsonPropertyOrder({"total", "notSent", "possiblyExecuted", "executedAnswerLost"})
    record InFlightJson(int total, int notSent, int possiblyExecuted, int executedAnswerLost) {

        static InFlightJson of(Incident.InFlight counts) {
            return new InFlightJson(counts.total(), counts.notSent(), counts.possiblyExecuted(), counts.answerLost());
        }
    }

    static IncidentJson of(Incident incident) {
        return new IncidentJson(
                incident.instanceId(),
                incident.service().orElse(null),
                incident.diedAt(),
                incident.detector().word(),
                incident.lastHeardAt(),
                InFlightJson.of(incident.inFlight()),
                incident.takenBackAt().orElse(null),
                incident.history().stream().map(ReplacedDeathJson::of).toList());
    }
}
