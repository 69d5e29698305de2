package dev.webcheck.store.note;

/** The database lets this service read only: its role may not write notes, or it is a stand-by. */
public final class NotesForbiddenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotesForbiddenException(Throwable cause) {
        super("the database does not let this service write notes", cause);
    }
}
