package dev.webcheck.store.note;

/** A note is not any more what whoever wants to change it has seen. */
public final class NoteChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoteChangedException() {
        super("the note was changed by somebody else");
    }
}
