package dev.webcheck.store.note;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** The table of notes. */
@Entity
@Table(name = "incident_note")
@SuppressWarnings({"NullAway.Init", "unused"}) // the mapper fills the fields, and queries name them
class IncidentNoteEntity extends PanacheEntityBase {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7) // rises, also among those of one millisecond
    private UUID id;

    @Column(name = "instance_id", updatable = false)
    private UUID instanceId;

    private @Nullable String author;

    private String text;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Version
    private int version;

    /** For the mapper. */
    IncidentNoteEntity() {}

    IncidentNoteEntity(UUID instanceId, NoteContent content, Instant createdAt) {
        this.instanceId = instanceId;
        this.createdAt = createdAt;
        write(content);
    }

    final void write(NoteContent content) {
        author = content.author().orElse(null);
        text = content.text();
    }

    IncidentNote toNote() {
        return new IncidentNote(id, new NoteContent(Optional.ofNullable(author), text), createdAt, version);
    }

    /** The notes on an incident, the oldest first. */
    static List<IncidentNoteEntity> of(UUID instanceId) {
        return list("instanceId = ?1 order by createdAt, id", instanceId);
    }

    static long countOf(UUID instanceId) {
        return count("instanceId", instanceId);
    }

    /** A note that is one on this incident. */
    static Optional<IncidentNoteEntity> of(UUID instanceId, UUID noteId) {
        return find("id = ?1 and instanceId = ?2", noteId, instanceId).singleResultOptional();
    }
}
