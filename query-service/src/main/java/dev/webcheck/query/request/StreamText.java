package dev.webcheck.query.request;

import com.fasterxml.jackson.databind.ObjectWriter;
import dev.webcheck.store.read.request.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** How the requests of a stream become text. Confined to one thread at a time. */
final class StreamText {

    /** Writes a request. */
    @FunctionalInterface
    private interface RequestText {

        byte[] of(RecordedRequest request) throws IOException;
    }

    private final RequestText requests;
    private final byte[] separator;
    private final byte[] end;
    private byte[] before;

    private StreamText(String start, RequestText requests, String separator, String end) {
        this.requests = requests;
        this.separator = utf8(separator);
        this.end = utf8(end);
        this.before = utf8(start);
    }

    /** The elements of an array, between the start and the end of a document of JSON. */
    static StreamText array(String start, ObjectWriter json, String end) {
        return new StreamText(start, json::writeValueAsBytes, ",", end);
    }

    /** A line of JSON each. */
    static StreamText lines(ObjectWriter json) {
        return new StreamText("", request -> withLineEnd(json.writeValueAsBytes(request)), "", "");
    }

    /** A row of CSV each, after the names of the columns. */
    static StreamText csv() {
        return new StreamText(CsvFormat.header(), request -> utf8(CsvFormat.row(request)), "", "");
    }

    /** The next requests, after the start of the document or the requests before. */
    byte[] of(List<RecordedRequest> next) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(RequestStream.PIECE_BYTES);
        for (RecordedRequest request : next) {
            text.writeBytes(before);
            text.writeBytes(requests.of(request));
            before = separator;
        }
        return text.toByteArray();
    }

    /** The rest of the document after the last request, and its start if there was none. */
    byte[] end() {
        if (before == separator) {
            return end;
        }
        byte[] whole = Arrays.copyOf(before, before.length + end.length);
        System.arraycopy(end, 0, whole, before.length, end.length);
        return whole;
    }

    private static byte[] withLineEnd(byte[] text) {
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
