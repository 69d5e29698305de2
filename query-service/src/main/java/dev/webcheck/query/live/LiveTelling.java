package dev.webcheck.query.live;

import java.util.List;

/**
 * What happened between two looks at the database, shared by all who are told of it.
 *
 * @param number later ones have higher numbers
 * @param events the requests that are new or have changed
 * @param all whether there were no more of them
 * @param start the cursor of its start
 * @param end the cursor of its end
 */
record LiveTelling(long number, List<LiveEvent> events, boolean all, String start, String end) {

    LiveTelling {
        events = List.copyOf(events);
    }

    /** About how many bytes its requests have. */
    long size() {
        return events.stream().mapToLong(event -> event.request().size()).sum();
    }
}
