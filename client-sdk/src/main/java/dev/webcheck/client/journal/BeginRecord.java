package dev.webcheck.client.journal;

import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.TraceContext;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The compact form of a {@link RequestBegin}: all but what its instance says of itself. */
public final class BeginRecord {

    private static final int TRACE = 1;
    private static final int HEADERS = 2;

    private BeginRecord() {}

    /** Writes a begin into an empty buffer. Values that no event could hold are found when it is read. */
    public static void write(
            RecordBuffer to,
            UUID id,
            UUID callId,
            int attempt,
            String method,
            CharSequence url,
            Optional<TraceContext> trace,
            Map<String, String> headers) {
        to.putByte((trace.isPresent() ? TRACE : 0) | (headers.isEmpty() ? 0 : HEADERS));
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
            HeaderFields.write(to, headers);
        }
    }

    /** Reads a begin of an instance. */
    public static RequestBegin read(byte[] record, UUID instanceId, String service) {
        RecordCursor from = new RecordCursor(record);
        int flags = from.takeByte();
        UUID id = from.takeUuid();
        UUID callId = from.takeUuid();
        int attempt = (int) from.takeVarLong();
        String method = from.takeText();
        String url = from.takeText();
        Optional<TraceContext> trace = (flags & TRACE) == 0
                ? Optional.empty()
                : Optional.of(new TraceContext(from.takeText(), from.takeText()));
        Map<String, String> headers = (flags & HEADERS) == 0 ? Map.of() : HeaderFields.read(from);
        return new RequestBegin(id, callId, attempt, instanceId, service, method, url, trace, headers);
    }
}
