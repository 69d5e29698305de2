package dev.webcheck.event;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The times that events state, against the clock of those who take them in. An event itself cannot know whether its times are
 * of the future; but a request of the future would be the latest one for ever, and an instance whose list of open requests is
 * complete up to a time of the future would have lost the ends of all requests until then.
 */
public final class EventTimes {

    private EventTimes() {}

    /**
     * Checks that an event states no time beyond a bound. These are the times in request ids, and the bound of a list of open
     * requests. A call id is not checked: it may be any UUID, and nothing is ordered or counted by it.
     *
     * @param event the event
     * @param latest the latest time that it may state
     * @throws InvalidEventException if it states a later one; it names the field, its value, and both times
     */
    public static void check(Event event, Instant latest) {
        Violations violations = new Violations();
        if (event instanceof RequestBegin begin) {
            id(violations, "id", begin.id(), latest);
        } else if (event instanceof RequestCompleted completed) {
            id(violations, "id", completed.id(), latest);
        } else if (event instanceof InstanceSign sign) {
            if (sign.openRequestsBefore().isAfter(latest)) {
                violations.add("openRequestsBefore", sign.openRequestsBefore(), "must be at most " + latest);
            }
            openRequests(violations, sign.openRequests(), latest);
        }
        violations.throwIfAny();
    }

    /** Of the open requests that are of the future, the first is told. */
    private static void openRequests(Violations violations, Set<UUID> open, Instant latest) {
        open.stream()
                .filter(id -> RequestIds.startedAt(id).isAfter(latest))
                .findFirst()
                .ifPresent(id -> id(violations, "openRequests", id, latest));
    }

    private static void id(Violations violations, String field, UUID id, Instant latest) {
        Instant startedAt = RequestIds.startedAt(id);
        if (startedAt.isAfter(latest)) {
            violations.add(field, id, "must hold a time of at most " + latest + ", not " + startedAt);
        }
    }
}
