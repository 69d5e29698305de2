package dev.webcheck.store.read.instance;

import dev.webcheck.store.read.history.ReplacedJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of instances, as far as it is read. Workers write it. */
@Entity
@Immutable
@Table(name = "instance")
@SuppressWarnings({"NullAway.Init", "unused"}) // the mapper fills the fields, and queries name them
class InstanceEntity {

    @Id
    private UUID id;

    private @Nullable String service;

    private String state;

    @Column(name = "stop_reason")
    private @Nullable String stopReason;

    @Column(name = "first_heard_at")
    private Instant firstHeardAt;

    @Column(name = "last_heard_at")
    private Instant lastHeardAt;

    @Column(name = "verdict_at")
    private @Nullable Instant verdictAt;

    @Column(name = "lease_ticks")
    private int leaseTicks;

    private long sequence;

    private long begun;

    private long ended;

    private long unrecorded;

    @Formula(ReplacedJson.DEATHS)
    private @Nullable String replacedDeaths;

    /** With the next, as an index has them. They change when an instance dies, stops or comes back, not whenever it is heard. */
    @Formula("(state = 'ALIVE')")
    private boolean alive;

    @Formula("coalesce(verdict_at, first_heard_at)")
    private Instant since;

    /** For the mapper. */
    InstanceEntity() {}
}
