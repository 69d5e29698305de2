package dev.webcheck.query.parameter;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of requests ends, as text that clients pass on without reading it: a version and the last id, in base64url
 * (RFC 4648).
 */
public final class Cursor {

    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + 16;

    private Cursor() {}

    /**
     * Makes a cursor.
     *
     * @param last the last id of a page
     * @return safe within a URL
     */
    public static String encode(UUID last) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads a cursor.
     *
     * @param text anything
     * @return the id in it; empty if {@link #encode} did not make it
     */
    public static Optional<UUID> decode(String text) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
            return Optional.empty();
        }
        UUID last = new UUID(bytes.getLong(), bytes.getLong());
        return encode(last).equals(text) ? Optional.of(last) : Optional.empty();
    }
}
