package dev.webcheck.ingest;

import dev.webcheck.event.EventCodec;
import dev.webcheck.event.InvalidEventException;
import dev.webcheck.event.InvalidEventException.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the events in a body: all of them, or a {@link Refused} that names each fault. This class is threadsafe. */
final class BatchReader {

    /**
     * The largest event. A record holds an event and its key, and producers and brokers take records of at most 1 MiB unless
     * they are set otherwise.
     */
    static final int LARGEST_EVENT = (1 << 20) - 1024;

    private final EventCodec codec = new EventCodec();
    private final int maxEvents;
    private final int maxListedFaults;

    BatchReader(int maxEvents, int maxListedFaults) {
        this.maxEvents = maxEvents;
        this.maxListedFaults = maxListedFaults;
    }

    List<ValidEvent> read(byte[] body, BodyFormat format) {
        byte[] text = withoutByteOrderMark(body);
        if (text.length == 0) {
            throw new Refused(Refusal.MALFORMED_BODY, "The body is empty.");
        }
        List<EventSlice> slices = format.slices(text, maxEvents);
        if (slices.isEmpty()) {
            throw new Refused(Refusal.MALFORMED_BODY, "The body has no event in it.");
        }
        if (slices.size() > maxEvents) {
            throw new Refused(
                    Refusal.TOO_LARGE, "A batch has at most " + maxEvents + " events, but this one has more.");
        }
        return decode(text, slices);
    }

    private List<ValidEvent> decode(byte[] text, List<EventSlice> slices) {
        List<ValidEvent> events = new ArrayList<>(slices.size());
        List<Fault> faults = new ArrayList<>();
        for (EventSlice slice : slices) {
            try {
                events.add(decode(text, slice));
            } catch (InvalidEventException e) {
                e.violations().stream()
                        .limit(maxListedFaults - faults.size())
                        .forEach(violation -> faults.add(Fault.of(slice, violation)));
            }
        }
        int invalid = slices.size() - events.size();
        if (invalid > 0) {
            throw Refused.invalid(detail(invalid, slices.size(), faults.size()), faults, invalid);
        }
        return events;
    }

    private ValidEvent decode(byte[] text, EventSlice slice) {
        if (slice.length() > LARGEST_EVENT) {
            throw new InvalidEventException(List.of(
                    new Violation("$", slice.length() + " bytes", "must have at most " + LARGEST_EVENT + " bytes")));
        }
        byte[] json = Arrays.copyOfRange(text, slice.from(), slice.to());
        return new ValidEvent(codec.decode(json), json);
    }

    private String detail(int invalid, int all, int listed) {
        String counts = all == 1 ? "The event is invalid" : invalid + " of " + all + " events are invalid";
        String cut = listed == maxListedFaults ? " Only the first " + listed + " faults are listed." : "";
        return counts + "; nothing was taken." + cut;
    }

    private static byte[] withoutByteOrderMark(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
    }
}
