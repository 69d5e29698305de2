package dev.webcheck.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Header fields of an event, by name. */
final class Headers {

    private Headers() {}

    /** A copy that nobody can change, in the order of the names; none at all for the many events that have no headers. */
    static Map<String, String> copyOf(Map<String, String> headers) {
        return headers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(headers));
    }
}
