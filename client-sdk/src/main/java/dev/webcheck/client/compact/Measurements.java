package dev.webcheck.client.compact;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.webcheck.event.PhaseNanos;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/** What was measured of an exchange so far: durations in nanoseconds, sizes in bytes. Used by one thread after another. */
public final class Measurements {

    /** What can be measured. */
    public enum Measure {
        /** The wait for a connection of the pool. */
        LEASE(0, "lease"),
        /** The look-up of the host. */
        DNS(1, "dns"),
        /** The opening of a connection, without what is seen of it by itself. */
        CONNECT(2, "connect"),
        /** The TLS handshake. */
        TLS(3, "tls"),
        /** The writing of the request. */
        SEND(4, "send"),
        /** From the request written to the head of the answer. */
        FIRST_BYTE(5, "firstByte"),
        /** From the head of the answer to the end of its body. */
        BODY(6, "body"),
        /** The body of the request, as it was transferred. */
        REQUEST_BODY_SIZE(7, "requestBodySize"),
        /** The body of the response, as it was transferred. */
        RESPONSE_BODY_SIZE(8, "responseBodySize"),
        /** The body of the response, as the application read it. */
        RESPONSE_DECODED_BODY_SIZE(9, "responseDecodedBodySize");

        /** As journals have it, which another version may have written. */
        private final int index;

        private final String field;

        Measure(int index, String field) {
            this.index = index;
            this.field = field;
        }
    }

    private static final SerializableString[] FIELDS = Arrays.stream(Measure.values())
            .sorted(Comparator.comparingInt(measure -> measure.index))
            .map(measure -> new SerializedString(measure.field))
            .toArray(SerializableString[]::new);
    private static final int PHASES = Measure.REQUEST_BODY_SIZE.index;
    private static final int PHASES_SEEN = (1 << PHASES) - 1;
    private static final SerializableString PHASE_NANOS = new SerializedString("phaseNanos");
    private static final long NOT_SEEN = PhaseNanos.NOT_SEEN;

    /** In bytes, what {@link #write} writes at most. */
    static final int LARGEST = Short.BYTES + Measure.values().length * RecordBuffer.LARGEST_VAR_LONG;

    private final long[] values = new long[FIELDS.length];

    /** Nothing was measured yet. */
    public Measurements() {
        Arrays.fill(values, NOT_SEEN);
    }

    /**
     * What was measured.
     *
     * @param measure of what
     * @return {@link PhaseNanos#NOT_SEEN} if nothing was
     */
    public long get(Measure measure) {
        return values[measure.index];
    }

    /**
     * Takes a measurement.
     *
     * @param measure of what
     * @param value what was measured; less than nothing counts as nothing
     */
    public void set(Measure measure, long value) {
        values[measure.index] = Math.max(0, value);
    }

    /**
     * Adds to what was measured, for what is done in several goes.
     *
     * @param measure of what
     * @param more what was measured this time; less than nothing counts as nothing
     */
    public void add(Measure measure, long more) {
        values[measure.index] = Math.max(0, values[measure.index]) + Math.max(0, more);
    }

    /**
     * Takes a measurement back, as if nothing had been measured.
     *
     * @param measure of what
     */
    public void forget(Measure measure) {
        values[measure.index] = NOT_SEEN;
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

    /** Passes the measurements on, or the lack of them. */
    static void toJson(RecordCursor from, JsonOutput json) throws IOException {
        int seen = from.takeShort();
        if ((seen & PHASES_SEEN) != 0) {
            json.generator().writeFieldName(PHASE_NANOS);
            json.generator().writeStartObject();
            numbers(from, json, seen, 0, PHASES);
            json.generator().writeEndObject();
        }
        numbers(from, json, seen, PHASES, FIELDS.length);
    }

    private static void numbers(RecordCursor from, JsonOutput json, int seen, int first, int end) throws IOException {
        for (int i = first; i < end; i++) {
            if ((seen & (1 << i)) != 0) {
                json.number(FIELDS[i], from.takeVarLong());
            }
        }
    }
}
