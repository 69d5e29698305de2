package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. A value that is missing or of the wrong type is noted and stands in as something
 * harmless until {@link #check()} tells of all of them.
 */
final class JsonFields {

    private static final UUID NIL = new UUID(0, 0);
    private static final int UUID_LENGTH = 36;

    private final Map<String, Object> values = new HashMap<>(32);
    private final Violations violations = new Violations();

    private JsonFields() {}

    /** Reads the value that the parser stands at, to its end even when it is no object. */
    static JsonFields read(JsonParser parser) throws IOException {
        JsonFields fields = new JsonFields();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            fields.violations.add("$", "", "must be a JSON object");
            fields.check();
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                fields.values.put(name, value);
            }
        }
        return fields;
    }

    /** A string, a whole number, a list of these, or {@link Other}; null for JSON's null, which counts as absent. */
    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NULL -> null;
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object element = value(parser);
                    list.add(element == null ? new Other("null") : element);
                }
                yield list;
            }
            case START_OBJECT -> {
                parser.skipChildren();
                yield new Other("an object");
            }
            default -> new Other(parser.getText());
        };
    }

    void check() {
        violations.throwIfAny();
    }

    InvalidEventException wrong(String field, String message) {
        Violations one = new Violations().add(field, values.getOrDefault(field, ""), message);
        return new InvalidEventException(one.all());
    }

    String text(String field) {
        return required(field, String.class, "must be a string", "");
    }

    Optional<String> optionalText(String field) {
        return values.containsKey(field) ? Optional.of(text(field)) : Optional.empty();
    }

    long integer(String field, long most) {
        Number number = required(field, Number.class, "must be a whole number", 0L);
        if (number instanceof Integer || number instanceof Long) {
            if (number.longValue() <= most) {
                return number.longValue();
            }
        }
        violations.add(field, number, "must be a whole number of at most " + most);
        return 0;
    }

    OptionalInt optionalInteger(String field) {
        return values.containsKey(field)
                ? OptionalInt.of((int) integer(field, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    UUID uuid(String field) {
        Object value = values.get(field);
        if (value == null) {
            violations.missing(field);
            return NIL;
        }
        return uuid(field, value);
    }

    Set<UUID> uuids(String field) {
        List<?> list = required(field, List.class, "must be an array of UUIDs", List.of());
        Set<UUID> ids = new LinkedHashSet<>();
        list.forEach(element -> ids.add(uuid(field, element)));
        return ids;
    }

    Instant instant(String field) {
        String text = text(field);
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeException e) {
            violations.add(field, text, "must be a time in UTC by ISO 8601, like 2026-01-31T23:59:59.999Z");
            return Instant.EPOCH;
        }
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) {
        String text = text(field);
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        if (values.get(field) instanceof String) {
            violations.add(
                    field, text, "must be one of " + Arrays.toString(constants).replaceAll("[\\[\\]]", ""));
        }
        return constants[0];
    }

    RequestCounters counters() {
        long begun = integer("begun", Long.MAX_VALUE);
        long ended = integer("ended", Long.MAX_VALUE);
        long unrecorded = integer("unrecorded", Long.MAX_VALUE);
        check();
        return new RequestCounters(begun, ended, unrecorded);
    }

    private UUID uuid(String field, Object value) {
        if (value instanceof String text && text.length() == UUID_LENGTH) {
            try {
                UUID uuid = UUID.fromString(text);
                if (uuid.toString().equalsIgnoreCase(text)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                // told below, with all that is no UUID
            }
        }
        violations.add(field, value, "must be a UUID");
        return NIL;
    }

    private <T> T required(String field, Class<T> type, String message, T standIn) {
        Object value = values.get(field);
        if (value == null) {
            violations.missing(field);
            return standIn;
        }
        if (!type.isInstance(value)) {
            violations.add(field, value, message);
            return standIn;
        }
        return type.cast(value);
    }

    /** A JSON value of a kind that no field of an event has. */
    private record Other(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
