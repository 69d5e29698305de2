package dev.webcheck.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Header fields of an event, by name. */
final class Headers {

    private Headers() {}

    /** A copy that nobody can change, in the same order; none at all for the many events that have no headers. */
    static Map<String, String> copyOf(Map<String, String> headers) {
        return headers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
