package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * Successive events that are sent together.
 *
 * @param from the index of the first one
 * @param to the index after the last one
 */
record EventRange(int from, int to) {

    /**
     * Splits events into ranges.
     *
     * @param mostEvents the most events of a range
     * @param mostBytes up to which size, as JSON, a further event is added to a range; one event alone may be larger
     */
    static List<EventRange> split(EncodedEvents events, int mostEvents, int mostBytes) {
        List<EventRange> ranges = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= events.size(); to++) {
            boolean isFull = to == events.size() || to - from == mostEvents || events.length(from, to + 1) > mostBytes;
            if (isFull) {
                ranges.add(new EventRange(from, to));
                from = to;
            }
        }
        return ranges;
    }

    boolean isSingle() {
        return to - from == 1;
    }

    byte[] of(EncodedEvents events) {
        return events.json(from, to);
    }

    EventRange firstHalf() {
        return new EventRange(from, middle());
    }

    EventRange secondHalf() {
        return new EventRange(middle(), to);
    }

    private int middle() {
        return (from + to) >>> 1;
    }
}
