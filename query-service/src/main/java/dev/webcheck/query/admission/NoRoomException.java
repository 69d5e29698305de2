package dev.webcheck.query.admission;

/** There is no room for an answer at present. */
final class NoRoomException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says of what there is too much, in a sentence. */
    NoRoomException(String detail) {
        // Where it was thrown says nothing, and there may be many.
        super(detail, null, false, false);
    }
}
