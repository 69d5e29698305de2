package dev.webcheck.ingest.batch;

import dev.webcheck.event.InvalidEventException;
import dev.webcheck.event.JsonSlice;
import dev.webcheck.event.JsonSlices;
import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** The formats of a body. */
public enum BodyFormat {
    /** One event, or an array of events. */
    JSON {
        @Override
        List<EventSlice> slices(byte[] body, int max) {
            List<JsonSlice> all = elements(body, max);
            return IntStream.range(0, all.size())
                    .mapToObj(index -> new EventSlice(index, OptionalInt.empty(), all.get(index)))
                    .toList();
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

    private static List<JsonSlice> elements(byte[] body, int max) {
        try {
            return JsonSlices.of(body, max).all();
        } catch (InvalidEventException e) {
            String fault = e.violations().get(0).message();
            throw new Refused(
                    Refusal.MALFORMED_BODY,
                    "The body " + fault + "."
                            + (fault.startsWith("must be a single")
                                    ? " For one event a line, set Content-Type: " + NDJSON_TYPE + "."
                                    : ""));
        }
    }

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
