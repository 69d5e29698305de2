package dev.webcheck.store.read.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of incidents. Workers write it. */
@Entity
@Immutable
@Table(name = "incident")
@SuppressWarnings({"NullAway.Init", "unused"}) // the mapper fills the fields, and queries name them
class IncidentEntity {

    @Id
    @Column(name = "instance_id")
    private UUID instanceId;

    private @Nullable String service;

    @Column(name = "died_at")
    private Instant diedAt;

    private String detector;

    @Column(name = "last_heard_at")
    private Instant lastHeardAt;

    @Column(name = "not_sent")
    private int notSent;

    @Column(name = "possibly_executed")
    private int possiblyExecuted;

    @Column(name = "answer_lost")
    private int answerLost;

    /** For the mapper. */
    IncidentEntity() {}
}
