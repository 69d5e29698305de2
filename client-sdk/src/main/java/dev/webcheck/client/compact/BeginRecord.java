package dev.webcheck.client.compact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.webcheck.event.EventLimits;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.TraceContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The compact form of a {@link RequestBegin}: all but what its instance says of itself. Whoever writes one vouches for it
 * being what an event can hold.
 */
public final class BeginRecord {

    private static final int TRACE_ID_LENGTH = 32;
    private static final int SPAN_ID_LENGTH = 16;

    /** The sum of all fields, each as large as an event may have it, in the order in which they are written. */
    public static final int LARGEST = Byte.BYTES
            + 2 * RecordBuffer.UUID_SIZE
            + RecordBuffer.LARGEST_VAR_LONG
            + RecordBuffer.largestText(EventLimits.METHOD_LENGTH)
            + RecordBuffer.largestText(EventLimits.URL_LENGTH)
            + RecordBuffer.largestText(TRACE_ID_LENGTH)
            + RecordBuffer.largestText(SPAN_ID_LENGTH)
            + RecordBuffer.largestHeaders(EndRecord.HEADER_CHARACTERS);

    private static final int TRACE = 1;
    private static final int HEADERS = 2;
    private static final int AMENDED = 4;

    private static final SerializableString CALL_ID = new SerializedString("callId");
    private static final SerializableString ATTEMPT = new SerializedString("attempt");
    private static final SerializableString SERVICE = new SerializedString("service");
    private static final SerializableString METHOD = new SerializedString("method");
    private static final SerializableString URL = new SerializedString("url");
    private static final SerializableString TRACE_ID = new SerializedString("traceId");
    private static final SerializableString SPAN_ID = new SerializedString("spanId");
    private static final SerializableString REQUEST_HEADERS = new SerializedString("requestHeaders");
    private static final SerializableString AMENDED_FIELD = new SerializedString("amended");
    private static final SerializableString TYPE = new SerializedString("RequestBegin");

    private BeginRecord() {}

    /**
     * Writes a begin into an empty buffer.
     *
     * @param to the buffer
     * @param id the request
     * @param callId the call that it is a part of
     * @param attempt its number within the call, from 1 on
     * @param method its method
     * @param url its URL, without secrets
     * @param trace the trace that it is a part of
     * @param headers those of its headers that are recorded
     * @param amended whether its begin has been recorded before, with less than this
     */
    public static void write(
            RecordBuffer to,
            UUID id,
            UUID callId,
            int attempt,
            String method,
            CharSequence url,
            Optional<TraceContext> trace,
            Map<String, String> headers,
            boolean amended) {
        to.putByte((trace.isPresent() ? TRACE : 0) | (headers.isEmpty() ? 0 : HEADERS) | (amended ? AMENDED : 0));
        to.putUuid(id);
        to.putUuid(callId);
        to.putVarLong(attempt);
        to.putText(method);
        to.putText(url);
        if (trace.isPresent()) {
            to.putText(trace.get().traceId());
            to.putText(trace.get().spanId());
        }
        if (!headers.isEmpty()) {
            to.putHeaders(headers, EndRecord.HEADER_CHARACTERS);
        }
    }

    static void toJson(RecordCursor from, InstanceFields instance, JsonOutput json) throws IOException {
        JsonGenerator out = json.generator();
        int flags = from.takeByte();
        out.writeStartObject();
        json.text(EventFields.TYPE, TYPE);
        json.uuid(EventFields.ID, from);
        json.uuid(CALL_ID, from);
        json.number(ATTEMPT, from.takeVarLong());
        json.text(EventFields.INSTANCE_ID, instance.id());
        json.text(SERVICE, instance.service());
        json.text(METHOD, from);
        json.text(URL, from);
        if ((flags & TRACE) != 0) {
            json.text(TRACE_ID, from);
            json.text(SPAN_ID, from);
        }
        if ((flags & HEADERS) != 0) {
            json.headers(REQUEST_HEADERS, from);
        }
        if ((flags & AMENDED) != 0) {
            out.writeFieldName(AMENDED_FIELD);
            out.writeBoolean(true);
        }
        out.writeEndObject();
    }
}
