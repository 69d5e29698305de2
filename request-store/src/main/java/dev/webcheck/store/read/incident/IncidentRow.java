package dev.webcheck.store.read.incident;

import dev.webcheck.correlation.Detector;
import dev.webcheck.store.read.history.ReplacedJson;
import dev.webcheck.store.read.incident.Incident.InFlight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of an incident, in the order of {@link IncidentRepository#SELECT}. */
record IncidentRow(
        UUID instanceId,
        @Nullable String service,
        Instant diedAt,
        String detector,
        Instant lastHeardAt,
        int notSent,
        int possiblyExecuted,
        int answerLost,
        @Nullable String replacedDeaths) {

    Incident toIncident() {
        return new Incident(
                instanceId,
                Optional.ofNullable(service),
                diedAt,
                Detector.of(detector),
                lastHeardAt,
                new InFlight(notSent, possiblyExecuted, answerLost),
                Optional.empty(),
                Optional.ofNullable(replacedDeaths)
                        .map(ReplacedJson::readDeaths)
                        .orElse(List.of()));
    }
}
