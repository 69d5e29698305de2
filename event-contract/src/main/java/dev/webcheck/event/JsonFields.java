package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields of one JSON object, and of the objects in it. A value that is missing or of the wrong type is noted and stands
 * in as something harmless until {@link #check()} or {@link #make} tells of all of them.
 */
final class JsonFields {

    private static final UUID NIL = new UUID(0, 0);
    private static final JsonObject EMPTY = new JsonObject();

    /** RFC 3339, and the five digits that ISO 8601 gives to the years from 10000 on. */
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}|\\+\\d{5})-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private final String place;
    private final JsonObject values;
    private final Violations violations;

    private JsonFields(String place, JsonObject object, Violations violations) {
        this.place = place;
        this.values = object;
        this.violations = violations;
        object.twice().forEach(field -> violations.add(place + field, "", "must not be given twice"));
    }

    /** Reads the value that the parser stands at, to its end even when it is no object. */
    static JsonFields read(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return new JsonFields("", JsonValues.object(parser), new Violations());
        }
        parser.skipChildren();
        throw new InvalidEventException(
                new Violations().add("$", "", "must be a JSON object").all());
    }

    void check() {
        violations.throwIfAny();
    }

    /** Makes something of the fields, and tells of all that is wrong with them, be it of type or of range. */
    <T> T make(Supplier<T> constructor) {
        try {
            T made = constructor.get();
            check();
            return made;
        } catch (InvalidEventException e) {
            throw new InvalidEventException(
                    violations.addOfOtherFields(e.violations()).all());
        }
    }

    /** Makes a part of something of the fields; where that cannot be, something stands in for it. */
    <T> T part(Supplier<T> constructor, T standIn) {
        try {
            return constructor.get();
        } catch (InvalidEventException e) {
            violations.addOfOtherFields(e.violations());
            return standIn;
        }
    }

    InvalidEventException wrong(String field, String message) {
        note(field, values.get(field), message);
        return new InvalidEventException(violations.all());
    }

    void note(String field, Object value, String message) {
        violations.add(place + field, value, message);
    }

    /** How much is wrong until now. */
    int faults() {
        return violations.count();
    }

    boolean has(String field) {
        return !values.get(field).equals(JsonValues.NULL);
    }

    String text(String field) {
        return required(field, String.class, "must be a string", "");
    }

    Optional<String> optionalText(String field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    int integer32(String field) {
        return (int) integer(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    OptionalInt optionalInteger32(String field) {
        return has(field) ? OptionalInt.of(integer32(field)) : OptionalInt.empty();
    }

    long integer64(String field) {
        return integer(field, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A mark; a missing one is not set. */
    boolean mark(String field) {
        return has(field) && required(field, Boolean.class, "must be true or false", false);
    }

    /** A measure; that it was not seen is said by leaving it out. */
    long measure(String field, long notSeen) {
        if (!has(field)) {
            return notSeen;
        }
        long measure = integer64(field);
        if (measure < 0) {
            note(field, measure, "must be at least 0");
        }
        return Math.max(0, measure);
    }

    /** A whole number that its Java type can hold; whether it makes sense is for the event to say. */
    private long integer(String field, long least, long most) {
        Number number = required(field, Number.class, "must be a whole number", 0L);
        boolean isLong = number instanceof Integer || number instanceof Long;
        if (isLong && number.longValue() >= least && number.longValue() <= most) {
            return number.longValue();
        }
        note(field, number, "must be a whole number from " + least + " to " + most);
        return 0;
    }

    UUID uuid(String field) {
        return uuid(field, UuidText.parse(text(field)), "must be a UUID");
    }

    UUID requestId(String field) {
        return uuid(field, asRequestId(text(field)), "must be a UUID of version 7");
    }

    private UUID uuid(String field, Optional<UUID> uuid, String message) {
        if (uuid.isEmpty() && values.get(field) instanceof String text) {
            note(field, text, message);
        }
        return uuid.orElse(NIL);
    }

    static Optional<UUID> asRequestId(Object value) {
        return value instanceof String text ? UuidText.parse(text).filter(RequestIds::isRequestId) : Optional.empty();
    }

    Instant instant(String field) {
        String text = text(field);
        try {
            if (TIME.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // told below, with all that is no time
        }
        if (values.get(field) instanceof String) {
            note(field, text, "must be a time by RFC 3339, like 2026-01-31T23:59:59.999Z");
        }
        return Instant.EPOCH;
    }

    <E extends Enum<E>> E constant(String field, Class<E> type, E standIn) {
        String text = text(field);
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        if (values.get(field) instanceof String) {
            String names = Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
            note(field, text, "must be one of " + names);
        }
        return standIn;
    }

    List<?> list(String field, String message) {
        return required(field, List.class, message, List.of());
    }

    /** The fields of an object in this one. */
    JsonFields object(String field) {
        return in(field, required(field, JsonObject.class, "must be an object", EMPTY));
    }

    JsonFields in(String field, JsonObject object) {
        return new JsonFields(place + field + '.', object, violations);
    }

    /** All fields, as texts. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.names().forEach(field -> texts.put(field, text(field)));
        return texts;
    }

    private <T> T required(String field, Class<T> type, String message, T standIn) {
        Object value = values.get(field);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (value.equals(JsonValues.NULL)) {
            violations.missing(place + field);
        } else {
            note(field, value instanceof String text ? '"' + text + '"' : value, message);
        }
        return standIn;
    }
}
