package dev.webcheck.ingest;

import java.util.List;
import java.util.Locale;

/** How a body is compressed. */
enum ContentCoding {
    IDENTITY,
    GZIP;

    /** Reads the lines of a {@code Content-Encoding} header. */
    static ContentCoding of(List<String> headers) {
        String value = String.join(",", headers).trim().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            default -> throw new Refused(Refusal.UNSUPPORTED_ENCODING, "Content-Encoding must be gzip or absent.");
        };
    }
}
