package dev.webcheck.query.problem;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one parameter.
 *
 * @param field the name of the parameter
 * @param value what it was, cut where it is long; null where it is missing
 * @param message what it has to be
 */
public record FieldError(String field, @Nullable String value, String message) {

    private static final int SHOWN = 200;

    /** Cuts what is long. */
    public FieldError {
        value = value == null ? null : shown(value);
    }

    static String shown(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }
}
