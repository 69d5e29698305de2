package dev.webcheck.query.parameter;

import dev.webcheck.query.problem.FieldError;
import dev.webcheck.query.problem.Problems;
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
public final class QueryParameters {

    private static final String EXPECTED_UUID = "must be a UUID, such as e9717796-bb7d-4b22-9f56-07fec838d4c5";

    private static final Pattern UUID_TEXT =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private final MultivaluedMap<String, String> values;
    private final List<FieldError> errors = new ArrayList<>();

    private QueryParameters(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /**
     * Reads parameters of which all but some are refused.
     *
     * @param values all that the request has
     * @param known the names of those that its route takes
     * @return them
     */
    public static QueryParameters of(MultivaluedMap<String, String> values, String... known) {
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

    /**
     * Whether a parameter is given.
     *
     * @param name its name
     * @return true also if its value is empty
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * All that a parameter was given as, as it came.
     *
     * @param name its name
     * @return its values between commas; empty if it is not given
     */
    public String text(String name) {
        return String.join(",", values.getOrDefault(name, List.of()));
    }

    /**
     * Notes what is wrong.
     *
     * @param name the parameter
     * @param value what it was
     * @param message what it has to be
     */
    public void refuse(String name, String value, String message) {
        errors.add(new FieldError(name, value, message));
    }

    /**
     * All values of a parameter that may be repeated or hold several between commas.
     *
     * @param name its name
     * @return its values; none if it is not given
     */
    public List<String> several(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .toList();
    }

    /**
     * The value of a parameter that may be given once.
     *
     * @param name its name
     * @param reading makes something of it, or nothing if it is wrong
     * @param expected what it has to be
     * @return empty if it is not given or wrong
     * @param <T> what it is read as
     */
    public <T> Optional<T> single(String name, Function<String, Optional<T>> reading, String expected) {
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

    /**
     * The value of a parameter that must be given once.
     *
     * @param name its name
     * @param reading makes something of it, or nothing if it is wrong
     * @param expected what it has to be
     * @return empty only if something is wrong
     * @param <T> what it is read as
     */
    public <T> Optional<T> required(String name, Function<String, Optional<T>> reading, String expected) {
        if (!has(name)) {
            errors.add(new FieldError(name, null, "is missing; it " + expected));
        }
        return single(name, reading, expected);
    }

    /**
     * An id that may be given once.
     *
     * @param name its name
     * @return empty if it is not given or wrong
     */
    public Optional<UUID> id(String name) {
        return single(name, QueryParameters::uuid, EXPECTED_UUID);
    }

    /**
     * An id that is part of the path.
     *
     * @param name its name
     * @param value what stands in the path
     * @return empty only if it is wrong
     */
    public Optional<UUID> idInPath(String name, String value) {
        Optional<UUID> id = uuid(value);
        if (id.isEmpty()) {
            refuse(name, value, EXPECTED_UUID);
        }
        return id;
    }

    /**
     * An id that must be given once.
     *
     * @param name its name
     * @return empty only if something is wrong
     */
    public Optional<UUID> requiredId(String name) {
        return required(name, QueryParameters::uuid, EXPECTED_UUID);
    }

    /**
     * Ends the request if anything was found wrong.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem that names all of it
     */
    public void throwIfWrong() {
        if (!errors.isEmpty()) {
            throw Problems.badRequest(List.copyOf(errors));
        }
    }

    /** {@link UUID#fromString} takes shorter texts too. */
    private static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
