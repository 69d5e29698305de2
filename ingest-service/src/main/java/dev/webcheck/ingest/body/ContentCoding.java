package dev.webcheck.ingest.body;

import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import java.util.List;
import java.util.Locale;

/** How a body is compressed. */
public enum ContentCoding {
    /** Not compressed. */
    IDENTITY,
    /** One or more members of RFC 1952. */
    GZIP;

    /**
     * Reads the lines of a {@code Content-Encoding} header.
     *
     * @param headers the lines
     * @return the coding
     */
    public static ContentCoding of(List<String> headers) {
        String value = String.join(",", headers).trim().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            default -> throw new Refused(Refusal.UNSUPPORTED_ENCODING, "Content-Encoding must be gzip or absent.");
        };
    }
}
