package dev.webcheck.ingest.redaction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The strings of an event that can hold secrets: its URL and its headers. */
final class JsonStrings {

    private static final JsonFactory UTF_8 = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonStrings() {}

    /**
     * Where a string stands.
     *
     * @param name the name of the header or of the field of the event
     * @param isHeader whether it is a header
     */
    record Field(String name, boolean isHeader) {}

    /** What stands in the place of a string: the same object if it stays. */
    interface Replacement {
        String of(Field field, String text);
    }

    /** Replaces strings. All other bytes stay as they are. */
    static byte[] replace(byte[] json, Replacement replacement) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
        int copied = 0;
        try (JsonParser parser = UTF_8.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && name.equals("url")) {
                    copied = replace(json, copied, parser, new Field(name, false), replacement, out);
                } else if (value == JsonToken.START_OBJECT
                        && (name.equals("requestHeaders") || name.equals("responseHeaders"))) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        Field header = new Field(parser.currentName(), true);
                        if (parser.nextToken() == JsonToken.VALUE_STRING) {
                            copied = replace(json, copied, parser, header, replacement, out);
                        } else {
                            parser.skipChildren();
                        }
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("has been read before", e);
        }
        out.write(json, copied, json.length - copied);
        return out.toByteArray();
    }

    /** Copies what is before the string at the parser, and its replacement; returns the place after it. */
    private static int replace(
            byte[] json, int from, JsonParser parser, Field field, Replacement replacement, ByteArrayOutputStream out)
            throws IOException {
        String text = parser.getText();
        String other = replacement.of(field, text);
        if (other.equals(text)) {
            return from;
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        out.write(json, from, start + 1 - from);
        out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(other));
        // the closing quote is copied with what follows
        return (int) parser.currentLocation().getByteOffset() - 1;
    }
}
