package dev.webcheck.query;

import dev.webcheck.store.read.instance.InstancePosition;
import java.util.Optional;

/** Where a page of instances ends, as {@link Cursor} is for requests. */
final class InstanceCursor {

    private static final byte VERSION = 4;

    private InstanceCursor() {}

    static String encode(InstancePosition last) {
        return new TimedCursor(last.firstHeardAt(), last.id()).encode(VERSION);
    }

    /** The position in a cursor; empty if {@link #encode} did not make it. */
    static Optional<InstancePosition> decode(String text) {
        return TimedCursor.decode(VERSION, text).map(place -> new InstancePosition(place.at(), place.id()));
    }
}
