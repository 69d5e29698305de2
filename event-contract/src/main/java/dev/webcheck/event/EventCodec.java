package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON form (RFC 8259, UTF-8) of the events.
 *
 * <p>Reading is strict: a field that is missing, given twice, of another type or out of its range is an error that names
 * it; a field that is {@code null} counts as missing. Fields that no event has are passed over, so that older readers
 * understand newer writers. Values may be nested {@value #DEEPEST} deep. Writing leaves absent values out.
 *
 * <p>This class is threadsafe.
 */
public final class EventCodec {

    private static final int DEEPEST = 20;
    private static final int MESSAGE_LENGTH = 300;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // a stranger's field names would fill the table of interned strings
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** A value that is to be an event, alone or in an array. */
    public sealed interface Element {

        /**
         * Where it is.
         *
         * @return its part of the text
         */
        JsonSlice slice();

        /**
         * An event.
         *
         * @param slice its part of the text
         * @param event the event
         */
        record Valid(JsonSlice slice, Event event) implements Element {}

        /**
         * A JSON value that is not an event.
         *
         * @param slice its part of the text
         * @param reason what is wrong with it
         */
        record Invalid(JsonSlice slice, InvalidEventException reason) implements Element {}
    }

    /** Makes a codec; one is enough for a process. */
    public EventCodec() {}

    /**
     * Writes an event.
     *
     * @param event the event
     * @return one JSON object in UTF-8, without line breaks
     */
    public byte[] encode(Event event) {
        return EventWriter.write(json, event);
    }

    /**
     * Reads one event.
     *
     * @param bytes exactly one JSON object in UTF-8
     * @return the event
     * @throws InvalidEventException if they are anything else
     */
    public Event decode(byte[] bytes) {
        return decode(bytes, new JsonSlice(0, bytes.length));
    }

    /**
     * Reads one event out of a larger text.
     *
     * @param bytes the text
     * @param slice its part that is exactly one JSON object in UTF-8
     * @return the event
     * @throws InvalidEventException if it is anything else
     */
    public Event decode(byte[] bytes, JsonSlice slice) {
        return parse(bytes, slice, parser -> {
            parser.nextToken();
            Event event = EventReader.read(parser);
            if (parser.nextToken() != null) {
                throw invalid("must be a single JSON object");
            }
            return event;
        });
    }

    /**
     * Reads the value of a record: one event, or an array of 1 to {@value RequestEventsTopic#MOST_EVENTS} events. An element that
     * is not an event does not keep the others from being read.
     *
     * @param bytes exactly one JSON object or array in UTF-8
     * @return the event or the elements, in order
     * @throws InvalidEventException if the text as a whole is not that
     */
    public List<Element> decodeAll(byte[] bytes) {
        JsonSlice whole = new JsonSlice(0, bytes.length);
        try {
            return parse(bytes, whole, EventCodec::readAll);
        } catch (InvalidEventException e) {
            return decodeEach(bytes, e);
        }
    }

    /** In one pass, as long as all are events. */
    private static List<Element> readAll(JsonParser parser) throws IOException {
        List<Element> elements = new ArrayList<>();
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY && elements.size() <= RequestEventsTopic.MOST_EVENTS) {
                elements.add(event(parser));
            }
            checkSize(elements.size());
        } else {
            elements.add(event(parser));
        }
        if (parser.nextToken() != null) {
            throw invalid("must be a single JSON object or array");
        }
        return elements;
    }

    private static Element event(JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        Event event = EventReader.read(parser);
        return new Element.Valid(
                new JsonSlice(from, (int) parser.currentLocation().getByteOffset()), event);
    }

    private List<Element> decodeEach(byte[] bytes, InvalidEventException reason) {
        if (!isArray(bytes)) {
            throw reason;
        }
        JsonSlices slices = JsonSlices.of(bytes, RequestEventsTopic.MOST_EVENTS);
        checkSize(slices.all().size());
        return slices.all().stream().map(slice -> element(bytes, slice)).toList();
    }

    /**
     * Whether the value of a record is an array, and not a single event.
     *
     * @param json the value
     * @return true if its first character is a bracket
     */
    public static boolean isArray(byte[] json) {
        int first = 0;
        while (first < json.length && Character.isWhitespace(json[first])) {
            first++;
        }
        return first < json.length && json[first] == '[';
    }

    private Element element(byte[] bytes, JsonSlice slice) {
        try {
            return new Element.Valid(slice, decode(bytes, slice));
        } catch (InvalidEventException e) {
            return new Element.Invalid(slice, e);
        }
    }

    private static void checkSize(int events) {
        if (events == 0 || events > RequestEventsTopic.MOST_EVENTS) {
            throw invalid("must have 1 to " + RequestEventsTopic.MOST_EVENTS + " events, but has "
                    + (events == 0 ? "none" : "more"));
        }
    }

    /** What is read of the tokens of a text. */
    private interface Reading<T> {
        T of(JsonParser parser) throws IOException;
    }

    private <T> T parse(byte[] bytes, JsonSlice slice, Reading<T> reading) {
        try (JsonParser parser = json.createParser(bytes, slice.from(), slice.length())) {
            Utf8.check(bytes, slice);
            return reading.of(parser);
        } catch (StreamConstraintsException e) {
            throw invalid("must keep to the bounds of the reader: "
                    + e.getOriginalMessage().replaceAll(", from `[^`]*`", ""));
        } catch (JsonEOFException e) {
            throw invalid("must be JSON, but ends too early");
        } catch (JsonProcessingException e) {
            throw invalid("must be JSON: " + Shown.of(e.getOriginalMessage(), MESSAGE_LENGTH) + place(e));
        } catch (CharacterCodingException e) {
            throw invalid("must be JSON in UTF-8, but has bytes that are not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be read", e);
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : " (near byte " + location.getByteOffset() + ")";
    }

    private static InvalidEventException invalid(String message) {
        return InvalidEventException.ofWhole(message);
    }
}
