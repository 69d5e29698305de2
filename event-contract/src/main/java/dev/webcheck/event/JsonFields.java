package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields of one JSON object. A value that is missing or of the wrong type is noted and stands in as something
 * harmless until {@link #check()} or {@link #make} tells of all of them.
 */
final class JsonFields {

    private static final UUID NIL = new UUID(0, 0);
    private static final int UUID_LENGTH = 36;

    /** RFC 3339, and the five digits that ISO 8601 gives to the years from 10000 on. */
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}|\\+\\d{5})-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

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
            if (fields.values.put(name, JsonValues.read(parser)) != null) {
                fields.violations.add(name, "", "must not be given twice");
            }
        }
        return fields;
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

    InvalidEventException wrong(String field, String message) {
        return new InvalidEventException(
                violations.add(field, values.getOrDefault(field, ""), message).all());
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

    /** A whole number that its Java type can hold; whether it makes sense is for the event to say. */
    private long integer(String field, long least, long most) {
        Number number = required(field, Number.class, "must be a whole number", 0L);
        boolean isLong = number instanceof Integer || number instanceof Long;
        if (isLong && number.longValue() >= least && number.longValue() <= most) {
            return number.longValue();
        }
        violations.add(field, number, "must be a whole number from " + least + " to " + most);
        return 0;
    }

    UUID uuid(String field) {
        String text = text(field);
        return parsed(text).orElseGet(() -> {
            if (values.get(field) instanceof String) {
                violations.add(field, text, "must be a UUID");
            }
            return NIL;
        });
    }

    /** A set of request ids; of the elements that are none, the first is told. */
    Set<UUID> requestIds(String field) {
        List<?> list = required(field, List.class, "must be an array of UUIDs", List.of());
        if (list.size() > EventLimits.OPEN_REQUESTS) {
            violations.add(field, list.size() + " ids", "must have at most " + EventLimits.OPEN_REQUESTS + " ids");
            return Set.of();
        }
        Set<UUID> ids = new LinkedHashSet<>();
        for (Object element : list) {
            Optional<UUID> id = element instanceof String text ? parsed(text) : Optional.empty();
            if (id.isEmpty() || !RequestIds.isRequestId(id.get())) {
                String place = field + "[" + list.indexOf(element) + "]";
                violations.add(place, element, "must be a UUID of version 7");
                return ids;
            }
            ids.add(id.get());
        }
        return ids;
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
            violations.add(field, text, "must be a time by RFC 3339, like 2026-01-31T23:59:59.999Z");
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
            violations.add(field, text, "must be one of " + names);
        }
        return standIn;
    }

    RequestCounters counters() {
        long begun = integer64("begun");
        long ended = integer64("ended");
        long unrecorded = integer64("unrecorded");
        try {
            return new RequestCounters(begun, ended, unrecorded);
        } catch (InvalidEventException e) {
            violations.addOfOtherFields(e.violations());
            return new RequestCounters(0, 0, 0);
        }
    }

    private boolean has(String field) {
        return !values.getOrDefault(field, JsonValues.NULL).equals(JsonValues.NULL);
    }

    private static Optional<UUID> parsed(String text) {
        if (text.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            // The JDK reads shorter groups, too.
            return Optional.of(UUID.fromString(text))
                    .filter(uuid -> uuid.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private <T> T required(String field, Class<T> type, String message, T standIn) {
        Object value = values.getOrDefault(field, JsonValues.NULL);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (value.equals(JsonValues.NULL)) {
            violations.missing(field);
        } else {
            violations.add(field, value instanceof String text ? '"' + text + '"' : value, message);
        }
        return standIn;
    }
}
