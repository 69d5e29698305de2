package dev.webcheck.query.instance;

import dev.webcheck.query.parameter.Cursor;
import dev.webcheck.query.parameter.TimedCursor;
import dev.webcheck.store.read.instance.InstancePosition;
import java.util.Optional;

/** Where a page of instances ends, as {@link Cursor} is for requests. */
final class InstanceCursor {

    private static final byte AMONG_LIVING = 4;
    private static final byte AMONG_OTHERS = 6;

    private InstanceCursor() {}

    static String encode(InstancePosition last) {
        return new TimedCursor(last.at(), last.id()).encode(last.alive() ? AMONG_LIVING : AMONG_OTHERS);
    }

    /** The position in a cursor; empty if {@link #encode} did not make it. */
    static Optional<InstancePosition> decode(String text) {
        return decode(AMONG_LIVING, text).or(() -> decode(AMONG_OTHERS, text));
    }

    private static Optional<InstancePosition> decode(byte version, String text) {
        return TimedCursor.decode(version, text)
                .map(place -> new InstancePosition(version == AMONG_LIVING, place.at(), place.id()));
    }
}
