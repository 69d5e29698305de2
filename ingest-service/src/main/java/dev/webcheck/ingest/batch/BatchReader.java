package dev.webcheck.ingest.batch;

import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.EventTimes;
import dev.webcheck.event.InvalidEventException;
import dev.webcheck.event.InvalidEventException.Violation;
import dev.webcheck.ingest.refusal.Fault;
import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the events in a body: all of them, or a {@link Refused} that names each fault. This class is threadsafe. */
public final class BatchReader {

    /**
     * The largest event. A record holds an event and its key, and producers and brokers take records of at most 1 MiB unless
     * they are set otherwise.
     */
    public static final int LARGEST_EVENT = (1 << 20) - 1024;

    private final EventCodec codec = new EventCodec();
    private final int maxEvents;
    private final int maxListedFaults;
    private final Duration clockTolerance;
    private final InstantSource clock;

    /**
     * Sets the bounds.
     *
     * @param maxEvents the most events of a batch
     * @param maxListedFaults the most faults that a refusal lists
     * @param clockTolerance how far after the clock the times of an event may lie
     * @param clock the clock
     */
    public BatchReader(int maxEvents, int maxListedFaults, Duration clockTolerance, InstantSource clock) {
        this.maxEvents = maxEvents;
        this.maxListedFaults = maxListedFaults;
        this.clockTolerance = clockTolerance;
        this.clock = clock;
    }

    /**
     * Reads a body.
     *
     * @param body the body as it was before it was compressed
     * @param format its format
     * @return its events in their order, at least one
     */
    public List<ValidEvent> read(byte[] body, BodyFormat format) {
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
        Instant latest = clock.instant().plus(clockTolerance);
        for (EventSlice slice : slices) {
            try {
                events.add(decode(text, slice, latest));
            } catch (InvalidEventException e) {
                e.violations().stream()
                        .limit(maxListedFaults - faults.size())
                        .forEach(violation -> faults.add(Fault.of(slice.index(), slice.line(), violation)));
            }
        }
        int invalid = slices.size() - events.size();
        if (invalid > 0) {
            throw Refused.invalid(detail(invalid, slices.size(), faults.size()), faults, invalid);
        }
        return events;
    }

    private ValidEvent decode(byte[] text, EventSlice slice, Instant latest) {
        int length = slice.json().length();
        if (length > LARGEST_EVENT) {
            throw new InvalidEventException(
                    List.of(new Violation("$", length + " bytes", "must have at most " + LARGEST_EVENT + " bytes")));
        }
        Event event = codec.decode(text, slice.json());
        EventTimes.check(event, latest);
        return new ValidEvent(event, text, slice.json());
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
