package dev.webcheck.query.request;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import dev.webcheck.query.json.Timestamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Writes the fields of an object, to bytes. What cannot hold anything to escape, because its type cannot, is not searched for it;
 * texts are, whoever chose them.
 */
final class JsonFields {

    /** How values of a type are written. */
    @FunctionalInterface
    interface Value<T> {

        void write(JsonGenerator out, T value) throws IOException;
    }

    private JsonFields() {}

    /** A field that is there, null while its value is not known. */
    static <T> void always(JsonGenerator out, SerializableString key, Optional<T> value, Value<T> how)
            throws IOException {
        out.writeFieldName(key);
        if (value.isPresent()) {
            how.write(out, value.get());
        } else {
            out.writeNull();
        }
    }

    /** A number that is there, null while it is not known. */
    static void always(JsonGenerator out, SerializableString key, OptionalInt value) throws IOException {
        out.writeFieldName(key);
        if (value.isPresent()) {
            out.writeNumber(value.getAsInt());
        } else {
            out.writeNull();
        }
    }

    /** A field that is there where its value is known. */
    static <T> void known(JsonGenerator out, SerializableString key, Optional<T> value, Value<T> how)
            throws IOException {
        if (value.isPresent()) {
            out.writeFieldName(key);
            how.write(out, value.get());
        }
    }

    static void id(JsonGenerator out, UUID id) throws IOException {
        plain(out, id.toString());
    }

    static void moment(JsonGenerator out, Instant moment) throws IOException {
        byte[] text = Timestamp.bytes(moment);
        out.writeRawUTF8String(text, 0, text.length);
    }

    static void constant(JsonGenerator out, Enum<?> constant) throws IOException {
        plain(out, constant.name());
    }

    /** Only for what needs no escape. */
    static void plain(JsonGenerator out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeRawUTF8String(bytes, 0, bytes.length);
    }
}
