package dev.webcheck.store.note;

import dev.webcheck.store.read.StoreFailures;
import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Notes on incidents, which people read and write. Each method is a transaction, and blocks the calling thread until it is over.
 *
 * <p>Every method may throw {@link StoreUnavailableException} when the database is away or has no schema, and
 * {@link StoreTimeoutException} when it cancels a statement that takes longer than the connection allows; those that write may throw
 * {@link NotesForbiddenException}.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class IncidentNotes {

    /** The most notes that an incident may have. */
    public static final int MOST_NOTES = 200;

    /** What the database says to a role that lacks a grant, and while it follows another. */
    private static final Set<String> FORBIDDEN = Set.of("42501", "25006", "0A000");

    private final Database database;
    private final NoteTable table;

    IncidentNotes(Database database, NoteTable table) {
        this.database = database;
        this.table = table;
    }

    /**
     * The notes on an incident.
     *
     * @param instanceId the instance whose death it is
     * @return all of them, the oldest first; empty if no death of that instance is believed or ever was
     */
    public Optional<List<IncidentNote>> list(UUID instanceId) {
        return database.read(() -> {
            List<IncidentNote> notes = IncidentNoteEntity.of(instanceId).stream()
                    .map(IncidentNoteEntity::toNote)
                    .toList();
            return notes.isEmpty() && !table.hasIncident(instanceId) ? Optional.empty() : Optional.of(notes);
        });
    }

    /**
     * One note.
     *
     * @param instanceId the instance whose death it is on
     * @param noteId any UUID
     * @return empty if there is none
     */
    public Optional<IncidentNote> find(UUID instanceId, UUID noteId) {
        return database.read(() -> IncidentNoteEntity.of(instanceId, noteId).map(IncidentNoteEntity::toNote));
    }

    /**
     * Adds a note.
     *
     * @param instanceId the instance whose death it is on
     * @param content what it says
     * @return the note; empty if no death of that instance is believed or ever was
     * @throws TooManyNotesException if there are {@value #MOST_NOTES} already
     */
    public Optional<IncidentNote> add(UUID instanceId, NoteContent content) {
        return write(() -> {
            if (!table.hasIncident(instanceId)) {
                return Optional.empty();
            }
            table.oneAtATime(instanceId);
            if (IncidentNoteEntity.countOf(instanceId) >= MOST_NOTES) {
                throw new TooManyNotesException();
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            IncidentNoteEntity note = new IncidentNoteEntity(instanceId, content, now);
            note.persistAndFlush();
            return Optional.of(note.toNote());
        });
    }

    /**
     * Puts something else in the place of what a note says.
     *
     * @param instanceId the instance whose death it is on
     * @param noteId the note
     * @param version of the note that is to be changed
     * @param content what it is to say
     * @return the note as it is then; empty if there is none
     * @throws NoteChangedException if it has another version
     */
    public Optional<IncidentNote> change(UUID instanceId, UUID noteId, int version, NoteContent content) {
        return write(instanceId, noteId, version, note -> note.write(content));
    }

    /**
     * Deletes a note.
     *
     * @param instanceId the instance whose death it is on
     * @param noteId the note
     * @param version of the note that is to be deleted
     * @return the note as it was; empty if there is none
     * @throws NoteChangedException if it has another version
     */
    public Optional<IncidentNote> delete(UUID instanceId, UUID noteId, int version) {
        return write(instanceId, noteId, version, IncidentNoteEntity::delete);
    }

    private Optional<IncidentNote> write(
            UUID instanceId, UUID noteId, int version, Consumer<IncidentNoteEntity> change) {
        try {
            return write(() -> IncidentNoteEntity.of(instanceId, noteId).map(note -> {
                if (note.toNote().version() != version) {
                    throw new NoteChangedException();
                }
                change.accept(note);
                IncidentNoteEntity.flush();
                return note.toNote();
            }));
        } catch (OptimisticLockException overtaken) {
            // Somebody else wrote between the reading and the writing of this transaction.
            throw new NoteChangedException();
        }
    }

    private <T> T write(Supplier<T> change) {
        try {
            return database.write(change);
        } catch (IllegalStateException refused) {
            if (StoreFailures.state(refused).filter(FORBIDDEN::contains).isPresent()) {
                throw new NotesForbiddenException(refused);
            }
            throw refused;
        }
    }
}
