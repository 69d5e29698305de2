package dev.webcheck.store.read.incident;

import dev.webcheck.store.Detector;
import dev.webcheck.store.read.history.ReplacedJson;
import dev.webcheck.store.read.incident.Incident.InFlight;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table of incidents. It does not leave this package. */
@Entity
@Immutable
@Table(name = "incident")
@SuppressWarnings("NullAway.Init")
class IncidentRow {

    @Id
    @Column(name = "instance_id")
    UUID instanceId;

    @Nullable String service;

    @Column(name = "died_at")
    Instant diedAt;

    String detector;

    @Column(name = "last_heard_at")
    Instant lastHeardAt;

    @Column(name = "not_sent")
    int notSent;

    @Column(name = "possibly_executed")
    int possiblyExecuted;

    @Column(name = "answer_lost")
    int answerLost;

    /** JSON: what its instance holds of deaths that were believed before. */
    @Formula("(SELECT CAST(i.replaced_deaths AS text) FROM instance i WHERE i.id = instance_id)")
    @Nullable String replacedDeaths;

    Incident incident() {
        return new Incident(
                instanceId,
                Optional.ofNullable(service),
                diedAt,
                Detector.of(detector),
                lastHeardAt,
                new InFlight(notSent, possiblyExecuted, answerLost),
                Optional.empty(),
                replacedDeaths == null ? List.of() : ReplacedJson.readDeaths(replacedDeaths));
    }
}
