package dev.webcheck.query;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the parameters of one request and gathers what is wrong with them. For use by one thread. */
final class QueryParameters {

    private static final String EXPECTED_UUID = "must be a UUID, such as e9717796-bb7d-4b22-9f56-07fec838d4c5";

    private static final Pattern UUID_TEXT =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private final MultivaluedMap<String, String> values;
    private final List<FieldError> errors = new ArrayList<>();

    private QueryParameters(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /** Reads parameters of which all but some are refused. */
    static QueryParameters of(MultivaluedMap<String, String> values, String... known) {
        QueryParameters parameters = new QueryParameters(values);
        Set<String> names = Set.of(known);
        values.keySet().forEach(name -> {
            if (!names.contains(name)) {
                String allowed =
                        known.length == 0 ? "this route takes none" : "this route takes " + String.join(", ", known);
                parameters.refuse(name, parameters.text(name), "is no parameter here; " + allowed);
            }
        });
        return parameters;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** All that a parameter was given as, as it came. */
    String text(String name) {
        return String.join(",", values.getOrDefault(name, List.of()));
    }

    void refuse(String name, String value, String message) {
        errors.add(new FieldError(name, value, message));
    }

    /** All values of a parameter that may be repeated or hold several between commas. */
    List<String> several(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .toList();
    }

    /** The value of a parameter that may be given once, if what reads it makes anything of it. */
    <T> Optional<T> single(String name, Function<String, Optional<T>> reading, String expected) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() > 1) {
            refuse(name, text(name), "must be given once");
            return Optional.empty();
        }
        String value = given.get(0);
        Optional<T> read = reading.apply(value);
        if (read.isEmpty()) {
            refuse(name, value, expected);
        }
        return read;
    }

    <T> Optional<T> required(String name, Function<String, Optional<T>> reading, String expected) {
        if (!has(name)) {
            errors.add(new FieldError(name, null, "is missing; it " + expected));
        }
        return single(name, reading, expected);
    }

    Optional<UUID> id(String name) {
        return single(name, QueryParameters::uuid, EXPECTED_UUID);
    }

    /** Reads an id that is part of the path. */
    Optional<UUID> idInPath(String name, String value) {
        Optional<UUID> id = uuid(value);
        if (id.isEmpty()) {
            refuse(name, value, EXPECTED_UUID);
        }
        return id;
    }

    Optional<UUID> requiredId(String name) {
        return required(name, QueryParameters::uuid, EXPECTED_UUID);
    }

    /** Throws one problem that names all that was found wrong. */
    void throwIfWrong() {
        if (!errors.isEmpty()) {
            throw Problems.badRequest(List.copyOf(errors));
        }
    }

    /** {@link UUID#fromString} takes shorter texts too. */
    private static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
