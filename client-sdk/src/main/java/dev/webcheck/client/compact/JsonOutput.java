package dev.webcheck.client.compact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the fields of events as JSON, straight from records and without objects between. Not threadsafe. */
final class JsonOutput {

    private static final JsonFactory JSON = new JsonFactory();
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final int UUID_LENGTH = 36;
    private static final SerializableString NOTHING = new SerializedString("");

    private final JsonGenerator out;
    private final char[] text = new char[UUID_LENGTH];

    JsonOutput(OutputStream bytes) {
        try {
            out = JSON.createGenerator(bytes).setRootValueSeparator(NOTHING);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
    }

    JsonGenerator generator() {
        return out;
    }

    /** An id of 16 bytes. */
    void uuid(SerializableString field, RecordCursor from) throws IOException {
        long msb = from.takeLong();
        long lsb = from.takeLong();
        hex(msb, 60, 8, 0);
        text[8] = '-';
        hex(msb, 28, 4, 9);
        text[13] = '-';
        hex(msb, 12, 4, 14);
        text[18] = '-';
        hex(lsb, 60, 4, 19);
        text[23] = '-';
        hex(lsb, 44, 12, 24);
        out.writeFieldName(field);
        out.writeString(text, 0, UUID_LENGTH);
    }

    private void hex(long bits, int firstShift, int digits, int at) {
        for (int i = 0; i < digits; i++) {
            text[at + i] = HEX[(int) (bits >>> (firstShift - 4 * i)) & 0xF];
        }
    }

    /** A text by its length in UTF-8 and its bytes. */
    void text(SerializableString field, RecordCursor from) throws IOException {
        out.writeFieldName(field);
        int length = (int) from.takeVarLong();
        out.writeUTF8String(from.array(), from.skip(length), length);
    }

    void text(SerializableString field, SerializableString value) throws IOException {
        out.writeFieldName(field);
        out.writeString(value);
    }

    void text(SerializableString field, String value) throws IOException {
        out.writeFieldName(field);
        out.writeString(value);
    }

    void number(SerializableString field, long value) throws IOException {
        out.writeFieldName(field);
        out.writeNumber(value);
    }

    void headers(SerializableString field, RecordCursor from) throws IOException {
        out.writeFieldName(field);
        out.writeStartObject();
        for (long left = from.takeVarLong(); left > 0; left--) {
            int length = (int) from.takeVarLong();
            out.writeFieldName(new String(from.array(), from.skip(length), length, StandardCharsets.UTF_8));
            length = (int) from.takeVarLong();
            out.writeUTF8String(from.array(), from.skip(length), length);
        }
        out.writeEndObject();
    }

    /** An IP address of 4 or 16 bytes. */
    void address(SerializableString field, RecordCursor from) throws IOException {
        int length = from.takeByte();
        int at = from.skip(length);
        out.writeFieldName(field);
        if (length == 4) {
            out.writeString(text, 0, dotted(from.array(), at));
        } else {
            byte[] address = Arrays.copyOfRange(from.array(), at, at + length);
            out.writeString(InetAddress.getByAddress(address).getHostAddress());
        }
    }

    private int dotted(byte[] address, int at) {
        int end = 0;
        for (int i = 0; i < 4; i++) {
            if (i > 0) {
                text[end++] = '.';
            }
            int part = address[at + i] & 0xFF;
            if (part >= 100) {
                text[end++] = (char) ('0' + part / 100);
            }
            if (part >= 10) {
                text[end++] = (char) ('0' + part / 10 % 10);
            }
            text[end++] = (char) ('0' + part % 10);
        }
        return end;
    }
}
