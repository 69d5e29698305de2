package dev.webcheck.event;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object. Each name that events use has a fixed place in an array, which costs less time and memory than a map; all
 * other names go into a map. A name that is missing from the list works as well, but more slowly. Confined to one thread.
 */
final class JsonObject {

    private static final Map<String, Integer> PLACES = places(
            // of an event
            "type",
            "id",
            "instanceId",
            "service",
            // of a begin
            "callId",
            "attempt",
            "method",
            "url",
            "traceId",
            "spanId",
            "requestHeaders",
            "amended",
            // of an end
            "outcome",
            "durationNanos",
            "statusCode",
            "errorType",
            "phase",
            "phaseNanos",
            "requestBodySize",
            "responseBodySize",
            "responseDecodedBodySize",
            "protocolVersion",
            "peerAddress",
            "peerPort",
            "responseHeaders",
            // of the phases
            "lease",
            "dns",
            "connect",
            "tls",
            "send",
            "firstByte",
            "body");

    private static final Object[] NOTHING = new Object[PLACES.size()];

    private @Nullable Object[] known = NOTHING;
    private Map<String, Object> others = Map.of();
    private Set<String> twice = Set.of();

    private static Map<String, Integer> places(String... names) {
        Map<String, Integer> places = new HashMap<>();
        for (String name : names) {
            places.put(name, places.size());
        }
        return places;
    }

    /** Adds a field; of one that is given twice, the last value counts. */
    void put(String name, Object value) {
        Integer place = PLACES.get(name);
        if (place == null ? putOther(name, value) : putKnown(place, value)) {
            twice = twice.isEmpty() ? new LinkedHashSet<>() : twice;
            twice.add(name);
        }
    }

    private boolean putKnown(int place, Object value) {
        if (known == NOTHING) {
            known = new Object[NOTHING.length];
        }
        boolean wasThere = known[place] != null;
        known[place] = value;
        return wasThere;
    }

    private boolean putOther(String name, Object value) {
        others = others.isEmpty() ? new HashMap<>() : others;
        return others.put(name, value) != null;
    }

    /** The value of a field; JSON's null if it is missing. */
    Object get(String name) {
        Integer place = PLACES.get(name);
        Object value = place == null ? others.get(name) : known[place];
        return value == null ? JsonValues.NULL : value;
    }

    /** The names of the fields, in alphabetical order. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(others.keySet());
        PLACES.forEach((name, place) -> {
            if (known[place] != null) {
                names.add(name);
            }
        });
        return names;
    }

    /** Fields that are given more than once. */
    Set<String> twice() {
        return twice;
    }

    @Override
    public String toString() {
        return "an object";
    }
}
