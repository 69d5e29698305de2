package dev.webcheck.store.note;

import java.util.Optional;

/**
 * What a person writes into a note. This record is immutable.
 *
 * @param author who writes, as they like to be called
 * @param text what they write
 */
public record NoteContent(Optional<String> author, String text) {

    /** The longest name of an author, in characters of Unicode. */
    public static final int LONGEST_AUTHOR = 100;

    /** The longest text, in characters of Unicode. */
    public static final int LONGEST_TEXT = 4_000;
}
