package dev.webcheck.query.note;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.query.json.Timestamp;
import dev.webcheck.store.note.IncidentNote;
import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A note as this API shows it. */
@JsonPropertyOrder({"id", "author", "text", "createdAt", "version"})
record NoteJson(
        UUID id,
        @Nullable String author,
        String text,

        @JsonSerialize(using = Timestamp.class) Instant createdAt,

        int version) {

    static NoteJson of(IncidentNote note) {
        return new NoteJson(
                note.id(),
                note.content().author().orElse(null),
                note.content().text(),
                note.createdAt(),
                note.version());
    }

    /** What a client tells that it has seen. */
    static EntityTag tag(IncidentNote note) {
        return new EntityTag(String.valueOf(note.version()));
    }
}
