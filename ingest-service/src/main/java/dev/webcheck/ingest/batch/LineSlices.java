package dev.webcheck.ingest.batch;

import dev.webcheck.event.JsonSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The events of a body with one event a line. Lines end by LF or CRLF; blank ones are passed over. */
final class LineSlices {

    private LineSlices() {}

    static List<EventSlice> of(byte[] body, int max) {
        List<EventSlice> slices = new ArrayList<>();
        int line = 1;
        for (int start = 0; start < body.length && slices.size() <= max; line++) {
            int end = endOfLine(body, start);
            int from = start;
            while (from < end && isBlank(body[from])) {
                from++;
            }
            int to = end;
            while (to > from && isBlank(body[to - 1])) {
                to--;
            }
            if (from < to) {
                slices.add(new EventSlice(slices.size(), OptionalInt.of(line), new JsonSlice(from, to)));
            }
            start = end + 1;
        }
        return slices;
    }

    private static int endOfLine(byte[] body, int start) {
        int end = start;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }
}
