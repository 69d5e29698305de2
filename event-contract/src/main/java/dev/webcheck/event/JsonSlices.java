package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the elements of a JSON array are, or a single value. Only their offsets are found, so that a text with more elements than
 * allowed, or with millions of values that are not events, costs one pass and no memory.
 *
 * @param isArray whether the text is an array; else it is a single value
 * @param all the elements in order: all of them, or one more than the bound
 */
public record JsonSlices(boolean isArray, List<JsonSlice> all) {

    /** Far deeper than any event, so that an event that is too deep is refused by itself. */
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

    /**
     * Finds the elements.
     *
     * @param text a JSON array, or another value, in UTF-8
     * @param max how many elements are of interest
     * @return their places; none for a blank text
     * @throws InvalidEventException if the text is not one JSON value, up to the last element of interest
     */
    public static JsonSlices of(byte[] text, int max) {
        List<JsonSlice> slices = new ArrayList<>();
        boolean isArray = false;
        try (JsonParser parser = UTF_8.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                isArray = true;
                while (parser.nextToken() != JsonToken.END_ARRAY && slices.size() <= max) {
                    slices.add(slice(parser));
                }
            } else if (parser.currentToken() != null) {
                slices.add(slice(parser));
            }
            if (slices.size() <= max && parser.nextToken() != null) {
                throw InvalidEventException.ofWhole(
                        "must be a single JSON object or array, but goes on after it, at byte "
                                + parser.currentTokenLocation().getByteOffset());
            }
            return new JsonSlices(isArray, slices);
        } catch (StreamConstraintsException e) {
            throw broken("is nested deeper than " + DEEPEST + " levels", slices.size());
        } catch (JsonProcessingException e) {
            throw broken("is broken at byte " + e.getLocation().getByteOffset(), slices.size());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be read", e);
        }
    }

    private static InvalidEventException broken(String how, int index) {
        return InvalidEventException.ofWhole("must be JSON, but " + how + ", in the event of index " + index);
    }

    private static JsonSlice slice(JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        return new JsonSlice(from, (int) parser.currentLocation().getByteOffset());
    }
}
