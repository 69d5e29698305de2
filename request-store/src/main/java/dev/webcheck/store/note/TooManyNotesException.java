package dev.webcheck.store.note;

/** An incident has as many notes as it may have. */
public final class TooManyNotesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyNotesException() {
        super("the incident has " + IncidentNotes.MOST_NOTES + " notes, which is as many as it may have");
    }
}
