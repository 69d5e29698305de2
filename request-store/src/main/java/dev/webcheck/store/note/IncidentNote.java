package dev.webcheck.store.note;

import java.time.Instant;
import java.util.UUID;

/**
 * A note on an incident, as it is now. This record is immutable.
 *
 * @param id the note
 * @param content what was written
 * @param createdAt when it was written first, to the millisecond
 * @param version how often it was changed since
 */
public record IncidentNote(UUID id, NoteContent content, Instant createdAt, int version) {}
