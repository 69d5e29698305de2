package dev.webcheck.query.request;

import dev.webcheck.query.parameter.Cursor;
import dev.webcheck.store.read.request.SlowestPosition;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page of the slowest requests ends, as {@link Cursor} is for the newest: a version, a duration and an id. */
final class SlowestCursor {

    private static final byte VERSION = 3;
    private static final int LENGTH = 1 + 8 + 16;

    private SlowestCursor() {}

    static String encode(SlowestPosition last) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(last.durationNanos())
                .putLong(last.id().getMostSignificantBits())
                .putLong(last.id().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The position in a cursor; empty if {@link #encode} did not make it. */
    static Optional<SlowestPosition> decode(String text) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
            return Optional.empty();
        }
        SlowestPosition last = new SlowestPosition(bytes.getLong(), new UUID(bytes.getLong(), bytes.getLong()));
        return encode(last).equals(text) ? Optional.of(last) : Optional.empty();
    }
}
