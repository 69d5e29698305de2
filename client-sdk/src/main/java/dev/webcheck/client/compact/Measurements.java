package dev.webcheck.client.compact;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.webcheck.event.PhaseNanos;
import java.io.IOException;
import java.util.Arrays;

/** What was measured of an exchange so far: durations in nanoseconds, sizes in bytes. Used by one thread after another. */
public final class Measurements {

    /** What can be measured. */
    public enum Measure {
        /** The wait for a connection of the pool. */
        LEASE("lease"),
        /** The look-up of the host. */
        DNS("dns"),
        /** The opening of a connection, without what is seen of it by itself. */
        CONNECT("connect"),
        /** The TLS handshake. */
        TLS("tls"),
        /** The writing of the request. */
        SEND("send"),
        /** From the request written to the head of the answer. */
        FIRST_BYTE("firstByte"),
        /** From the head of the answer to the end of its body. */
        BODY("body"),
        /** The body of the request, as it was transferred. */
        REQUEST_BODY_SIZE("requestBodySize"),
        /** The body of the response, as it was transferred. */
        RESPONSE_BODY_SIZE("responseBodySize"),
        /** The body of the response, as the application read it. */
        RESPONSE_DECODED_BODY_SIZE("responseDecodedBodySize");

        private final SerializableString field;

        Measure(String field) {
            this.field = new SerializedString(field);
        }
    }

    private static final Measure[] MEASURES = Measure.values();
    private static final int PHASES = Measure.REQUEST_BODY_SIZE.ordinal();
    private static final int PHASES_SEEN = (1 << PHASES) - 1;
    private static final SerializableString PHASE_NANOS = new SerializedString("phaseNanos");
    private static final long NOT_SEEN = PhaseNanos.NOT_SEEN;

    private final long[] values = new long[MEASURES.length];

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
        return values[measure.ordinal()];
    }

    /**
     * Takes a measurement.
     *
     * @param measure of what
     * @param value what was measured; less than nothing counts as nothing
     */
    public void set(Measure measure, long value) {
        values[measure.ordinal()] = Math.max(0, value);
    }

    /**
     * Adds to what was measured, for what is done in several goes.
     *
     * @param measure of what
     * @param more what was measured this time; less than nothing counts as nothing
     */
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

    /** Passes the measurements on, or the lack of them. */
    static void toJson(RecordCursor from, JsonOutput json) throws IOException {
        int seen = from.takeShort();
        if ((seen & PHASES_SEEN) != 0) {
            json.generator().writeFieldName(PHASE_NANOS);
            json.generator().writeStartObject();
            numbers(from, json, seen, 0, PHASES);
            json.generator().writeEndObject();
        }
        numbers(from, json, seen, PHASES, MEASURES.length);
    }

    private static void numbers(RecordCursor from, JsonOutput json, int seen, int first, int end) throws IOException {
        for (int i = first; i < end; i++) {
            if ((seen & 1 << i) != 0) {
                json.number(MEASURES[i].field, from.takeVarLong());
            }
        }
    }
}
