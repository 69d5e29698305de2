package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JSON values as plain Java ones, as deep as events have use for: the rest is passed over without being built. */
final class JsonValues {

    /** JSON's null; a field with it counts as missing. */
    static final Object NULL = new Other("null");

    private JsonValues() {}

    private interface Reading {
        Object of(JsonParser parser) throws IOException;
    }

    /** Reads the object that the parser stands at, with the objects and lists that are its fields. */
    static JsonObject object(JsonParser parser) throws IOException {
        return object(parser, JsonValues::value);
    }

    private static JsonObject object(JsonParser parser, Reading reading) throws IOException {
        JsonObject object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, reading.of(parser));
        }
        return object;
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return element(parser);
        }
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(element(parser));
        }
        return list;
    }

    private static Object element(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.START_OBJECT ? object(parser, JsonValues::scalar) : scalar(parser);
    }

    /** Reads a string, a whole number, a truth value, or something else that tells what it is by its text. */
    private static Object scalar(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            case START_ARRAY -> {
                parser.skipChildren();
                yield new Other("an array");
            }
            case START_OBJECT -> {
                parser.skipChildren();
                yield new Other("an object");
            }
            default -> new Other(parser.getText());
        };
    }

    /** A value of a kind that no field of an event has. */
    private record Other(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
