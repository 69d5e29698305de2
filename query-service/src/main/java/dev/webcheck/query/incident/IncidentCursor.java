package dev.webcheck.query.incident;

import dev.webcheck.query.parameter.Cursor;
import dev.webcheck.query.parameter.TimedCursor;
import dev.webcheck.store.read.incident.IncidentPosition;
import java.util.Optional;

/** Where a page of incidents ends, as {@link Cursor} is for requests. */
final class IncidentCursor {

    private static final byte VERSION = 2;

    private IncidentCursor() {}

    static String encode(IncidentPosition last) {
        return new TimedCursor(last.diedAt(), last.instanceId()).encode(VERSION);
    }

    /** The position in a cursor; empty if {@link #encode} did not make it. */
    static Optional<IncidentPosition> decode(String text) {
        return TimedCursor.decode(VERSION, text).map(place -> new IncidentPosition(place.at(), place.id()));
    }
}
