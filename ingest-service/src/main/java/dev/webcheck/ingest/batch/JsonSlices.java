package dev.webcheck.ingest.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The events of a JSON text. Only their places are found here, so that a body with more events than allowed, or with
 * millions of things that are no events, costs one pass and no memory.
 */
final class JsonSlices {

    /** Far deeper than any event, so that the fault of a deep one is told by its index. */
    private static final int DEEPEST = 1_000;

    private static final JsonFactory UTF_8 = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonSlices() {}

    static List<EventSlice> of(byte[] body, int max) {
        List<EventSlice> slices = new ArrayList<>();
        try (JsonParser parser = UTF_8.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY && slices.size() <= max) {
                    slices.add(slice(parser, slices.size()));
                }
            } else if (parser.currentToken() != null) {
                slices.add(slice(parser, 0));
            }
            if (slices.size() <= max && parser.nextToken() != null) {
                throw new Refused(
                        Refusal.MALFORMED_BODY,
                        "The body must be a single JSON object or array, but goes on after it, at byte "
                                + parser.currentTokenLocation().getByteOffset()
                                + ". For one event a line, set Content-Type: " + BodyFormat.NDJSON_TYPE + ".");
            }
            return slices;
        } catch (StreamConstraintsException e) {
            throw broken("is nested deeper than " + DEEPEST + " levels", slices.size());
        } catch (JsonProcessingException e) {
            throw broken("is broken at byte " + e.getLocation().getByteOffset(), slices.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refused broken(String how, int index) {
        return new Refused(
                Refusal.MALFORMED_BODY, "The body must be JSON, but " + how + ", in the event of index " + index + ".");
    }

    private static EventSlice slice(JsonParser parser, int index) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new EventSlice(index, OptionalInt.empty(), from, from);
        }
        parser.skipChildren();
        return new EventSlice(
                index, OptionalInt.empty(), from, (int) parser.currentLocation().getByteOffset());
    }
}
