package dev.webcheck.event;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The open requests that a sign lists. Of the elements that are none, the first is told. */
final class OpenRequestsReader {

    private static final String FIELD = "openRequests";

    private OpenRequestsReader() {}

    static Set<UUID> ids(JsonFields fields) {
        List<?> list = list(fields, "must be an array of UUIDs");
        Set<UUID> ids = new LinkedHashSet<>();
        for (int i = 0; i < list.size(); i++) {
            Optional<UUID> id = JsonFields.asRequestId(list.get(i));
            if (id.isEmpty()) {
                fields.note(place(i), list.get(i), "must be a UUID of version 7");
                return ids;
            }
            ids.add(id.get());
        }
        return ids;
    }

    static Map<UUID, Optional<RequestPhase>> phases(JsonFields fields) {
        List<?> list = list(fields, "must be an array of objects");
        Map<UUID, Optional<RequestPhase>> phases = new LinkedHashMap<>();
        int faults = fields.faults();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof JsonObject object) {
                JsonFields request = fields.in(place(i), object);
                UUID id = request.requestId("id");
                Optional<RequestPhase> phase = ExchangeReader.phase(request);
                if (fields.faults() == faults) {
                    phases.merge(id, phase, OpenRequestsReader::further);
                }
            } else {
                fields.note(place(i), list.get(i), "must be an object");
            }
            if (fields.faults() > faults) {
                return phases;
            }
        }
        return phases;
    }

    private static List<?> list(JsonFields fields, String message) {
        List<?> list = fields.list(FIELD, message);
        if (list.size() <= EventLimits.OPEN_REQUESTS) {
            return list;
        }
        fields.note(FIELD, list.size() + " ids", "must have at most " + EventLimits.OPEN_REQUESTS + " ids");
        return List.of();
    }

    private static String place(int index) {
        return FIELD + "[" + index + "]";
    }

    private static Optional<RequestPhase> further(Optional<RequestPhase> one, Optional<RequestPhase> other) {
        return one.isPresent() && (other.isEmpty() || one.get().compareTo(other.get()) > 0) ? one : other;
    }
}
