package dev.webcheck.query;

import dev.webcheck.store.read.IncidentPosition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page of incidents ends, as {@link Cursor} is for requests: a version, a time in microseconds and an instance. */
final class IncidentCursor {

    private static final byte VERSION = 2;
    private static final int LENGTH = 1 + 8 + 16;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long YEAR_10000_MICROS = 253_402_300_800L * MICROS_PER_SECOND;

    private IncidentCursor() {}

    static String encode(IncidentPosition last) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(micros(last.diedAt()))
                .putLong(last.instanceId().getMostSignificantBits())
                .putLong(last.instanceId().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The position in a cursor; empty if {@link #encode} did not make it. */
    static Optional<IncidentPosition> decode(String text) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
            return Optional.empty();
        }
        long micros = bytes.getLong();
        if (micros < 0 || micros >= YEAR_10000_MICROS) {
            return Optional.empty();
        }
        IncidentPosition last = new IncidentPosition(
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(bytes.getLong(), bytes.getLong()));
        return encode(last).equals(text) ? Optional.of(last) : Optional.empty();
    }

    /** {@link ChronoUnit#between} goes through nanoseconds, which end with the year 2262. */
    private static long micros(Instant moment) {
        return moment.getEpochSecond() * MICROS_PER_SECOND + moment.getNano() / 1_000;
    }
}
