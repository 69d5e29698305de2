package dev.webcheck.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The events of a body with one event a line. Lines end by LF or CRLF; blank ones are passed over. */
final class LineSlices {

    private LineSlices() {}

    static List<EventSlice> of(byte[] body, int max) {
        List<EventSlice> slices = new ArrayList<>();
        int line = 1;
        for (int from = 0; from < body.length && slices.size() <= max; line++) {
            int end = end(body, from);
            if (!isBlank(body, from, end)) {
                slices.add(new EventSlice(slices.size(), OptionalInt.of(line), from, end));
            }
            from = end + 1;
        }
        return slices;
    }

    private static int end(byte[] body, int from) {
        int end = from;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
