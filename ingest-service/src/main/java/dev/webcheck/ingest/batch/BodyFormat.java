package dev.webcheck.ingest.batch;

import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The formats of a body. */
public enum BodyFormat {
    /** One event, or an array of events. */
    JSON {
        @Override
        List<EventSlice> slices(byte[] body, int max) {
            return JsonSlices.of(body, max);
        }
    },
    /** One event a line. */
    LINES {
        @Override
        List<EventSlice> slices(byte[] body, int max) {
            return LineSlices.of(body, max);
        }
    };

    /** The media type of one event a line. */
    public static final String NDJSON_TYPE = "application/x-ndjson";

    private static final Set<String> LINE_SUBTYPES = Set.of("x-ndjson", "ndjson", "jsonl");

    /** Where the events are: all of them, or one more than {@code max}. */
    abstract List<EventSlice> slices(byte[] body, int max);

    /**
     * Reads the {@code Content-Type} of a request. A charset says nothing: JSON is always UTF-8 (RFC 8259).
     *
     * @param contentType the header, if there is one
     * @return the format
     */
    public static BodyFormat of(Optional<MediaType> contentType) {
        MediaType type = contentType.orElseThrow(BodyFormat::unsupported);
        if (type.getType().equalsIgnoreCase("application")) {
            String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
            if (subtype.equals("json")) {
                return JSON;
            }
            if (LINE_SUBTYPES.contains(subtype)) {
                return LINES;
            }
        }
        throw unsupported();
    }

    /**
     * The {@code Content-Type} is another one, or missing.
     *
     * @return the refusal to throw
     */
    public static Refused unsupported() {
        return new Refused(
                Refusal.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json or " + NDJSON_TYPE + ".");
    }
}
