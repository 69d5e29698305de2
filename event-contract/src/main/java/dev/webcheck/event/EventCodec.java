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

    /** What stood at one place of a list of events. */
    public sealed interface Element {

        /**
         * An event.
         *
         * @param event the event
         */
        record Valid(Event event) implements Element {}

        /**
         * Something that is no event.
         *
         * @param reason what is wrong with it
         */
        record Invalid(InvalidEventException reason) implements Element {}
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
        return parse(bytes, parser -> {
            parser.nextToken();
            Event event = EventReader.read(parser);
            if (parser.nextToken() != null) {
                throw invalid("must be a single JSON object");
            }
            return event;
        });
    }

    /**
     * Reads one event or an array of events. Elements that are no events do not keep the others from being read.
     *
     * @param bytes exactly one JSON object or array in UTF-8
     * @return what stood at each place, in order
     * @throws InvalidEventException if they are not that, as a whole
     */
    public List<Element> decodeAll(byte[] bytes) {
        return parse(bytes, parser -> {
            List<Element> elements = new ArrayList<>();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(element(parser));
                }
            } else {
                elements.add(element(parser));
            }
            if (parser.nextToken() != null) {
                throw invalid("must be a single JSON object or array");
            }
            return elements;
        });
    }

    private static Element element(JsonParser parser) throws IOException {
        try {
            return new Element.Valid(EventReader.read(parser));
        } catch (InvalidEventException e) {
            return new Element.Invalid(e);
        }
    }

    /** What is read of the tokens of a text. */
    private interface Reading<T> {
        T of(JsonParser parser) throws IOException;
    }

    private <T> T parse(byte[] bytes, Reading<T> reading) {
        try (JsonParser parser = json.createParser(bytes)) {
            Utf8.check(bytes);
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
        return new InvalidEventException(List.of(new InvalidEventException.Violation("$", "", message)));
    }
}
