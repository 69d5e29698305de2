package dev.webcheck.client.journal;

import dev.webcheck.event.BodySizes;
import dev.webcheck.event.PhaseNanos;
import java.util.Arrays;

/** What was measured of an exchange so far: durations in nanoseconds, sizes in bytes. Used by one thread after another. */
public final class Measurements {

    /** What can be measured. */
    public enum Measure {
        LEASE,
        DNS,
        CONNECT,
        TLS,
        SEND,
        FIRST_BYTE,
        BODY,
        REQUEST_BODY_SIZE,
        RESPONSE_BODY_SIZE,
        RESPONSE_DECODED_BODY_SIZE
    }

    private static final Measure[] MEASURES = Measure.values();
    private static final long NOT_SEEN = PhaseNanos.NOT_SEEN;

    private final long[] values = new long[MEASURES.length];

    public Measurements() {
        Arrays.fill(values, NOT_SEEN);
    }

    /** What was measured last; {@link PhaseNanos#NOT_SEEN} if nothing was. */
    public long get(Measure measure) {
        return values[measure.ordinal()];
    }

    public void set(Measure measure, long value) {
        values[measure.ordinal()] = Math.max(0, value);
    }

    /** Adds to what was measured, for what is done in several goes. */
    public void add(Measure measure, long more) {
        values[measure.ordinal()] = Math.max(0, values[measure.ordinal()]) + Math.max(0, more);
    }

    void write(RecordBuffer to) {
        int seen = 0;
        for (int i = 0; i < values.length; i++) {
            seen |= values[i] == NOT_SEEN ? 0 : 1 << i;
        }
        to.putShort(seen);
        for (long value : values) {
            if (value != NOT_SEEN) {
                to.putVarLong(value);
            }
        }
    }

    static Measurements read(RecordCursor from) {
        Measurements measurements = new Measurements();
        int seen = from.takeShort();
        for (int i = 0; i < MEASURES.length; i++) {
            if ((seen & 1 << i) != 0) {
                measurements.values[i] = from.takeVarLong();
            }
        }
        return measurements;
    }

    PhaseNanos phases() {
        return new PhaseNanos(
                get(Measure.LEASE),
                get(Measure.DNS),
                get(Measure.CONNECT),
                get(Measure.TLS),
                get(Measure.SEND),
                get(Measure.FIRST_BYTE),
                get(Measure.BODY));
    }

    BodySizes sizes() {
        return new BodySizes(
                get(Measure.REQUEST_BODY_SIZE),
                get(Measure.RESPONSE_BODY_SIZE),
                get(Measure.RESPONSE_DECODED_BODY_SIZE));
    }
}
