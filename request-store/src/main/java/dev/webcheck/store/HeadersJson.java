package dev.webcheck.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Headers as the JSON object that their column holds. */
public final class HeadersJson {

    private static final JsonFactory JSON = new JsonFactory();

    private HeadersJson() {}

    /**
     * Writes headers.
     *
     * @param headers values by name
     * @return a JSON object
     */
    public static String write(Map<String, String> headers) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            for (Map.Entry<String, String> header : headers.entrySet()) {
                out.writeStringField(header.getKey(), header.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return text.toString();
    }

    /**
     * Reads headers.
     *
     * @param json a JSON object, as {@link #write} or the database has written it
     * @return values by name, in the order of the names
     */
    public static Map<String, String> read(String json) {
        Map<String, String> headers = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                headers.put(parser.currentName(), parser.nextTextValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a column of headers holds no JSON object", e);
        }
        return headers;
    }
}
