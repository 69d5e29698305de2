package dev.webcheck.event;

import java.util.List;
import java.util.stream.Collectors;

/** Something is not an event; tells every field that is wrong. */
public final class InvalidEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong, in the order in which it was found. */
    private final transient List<Violation> violations;

    /**
     * What is wrong with one field.
     *
     * @param field the name of the field in the JSON form, or {@code $} for the whole
     * @param value the value that is wrong, cut to 100 characters; empty where there is none
     * @param message what is wrong with it, as a sentence's predicate: "must be …"
     */
    public record Violation(String field, String value, String message) {

        @Override
        public String toString() {
            return field + " " + message + (value.isEmpty() ? "" : ", but is " + value);
        }
    }

    /**
     * Tells all that is wrong.
     *
     * @param violations at least one
     */
    public InvalidEventException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** The text as a whole is wrong. */
    static InvalidEventException ofWhole(String message) {
        return new InvalidEventException(List.of(new Violation("$", "", message)));
    }

    /**
     * Every field that is wrong.
     *
     * @return at least one
     */
    public List<Violation> violations() {
        return violations;
    }
}
