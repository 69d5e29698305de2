package dev.webcheck.query.parameter;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list that is ordered by time and id. As text it is a version for each list, the time in microseconds and the id, in
 * base64url (RFC 4648).
 *
 * @param at the time
 * @param id the id
 */
public record TimedCursor(Instant at, UUID id) {

    private static final int LENGTH = 1 + 8 + 16;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long YEAR_10000_MICROS = 253_402_300_800L * MICROS_PER_SECOND;

    /**
     * Makes a cursor.
     *
     * @param version that of the list
     * @return safe within a URL
     */
    public String encode(byte version) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .put(version)
                .putLong(micros(at))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads a cursor.
     *
     * @param version that of the list
     * @param text anything
     * @return the place in it; empty if {@link #encode} did not make it for that version
     */
    public static Optional<TimedCursor> decode(byte version, String text) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.remaining() != LENGTH || bytes.get() != version) {
            return Optional.empty();
        }
        long micros = bytes.getLong();
        if (micros < 0 || micros >= YEAR_10000_MICROS) {
            return Optional.empty();
        }
        TimedCursor last = new TimedCursor(
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(bytes.getLong(), bytes.getLong()));
        return last.encode(version).equals(text) ? Optional.of(last) : Optional.empty();
    }

    /** {@link ChronoUnit#between} goes through nanoseconds, which end with the year 2262. */
    private static long micros(Instant moment) {
        return moment.getEpochSecond() * MICROS_PER_SECOND + moment.getNano() / 1_000;
    }
}
