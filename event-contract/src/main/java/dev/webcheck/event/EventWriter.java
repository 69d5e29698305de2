package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** From events to JSON. */
final class EventWriter {

    private EventWriter() {}

    static byte[] write(JsonFactory json, Event event) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
                JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", event.getClass().getSimpleName());
            if (event instanceof RequestBegin begin) {
                requestBegin(out, begin);
            } else if (event instanceof RequestCompleted completed) {
                requestCompleted(out, completed);
            } else if (event instanceof InstanceSign sign) {
                instanceSign(out, sign);
            }
            out.writeEndObject();
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requestBegin(JsonGenerator out, RequestBegin begin) throws IOException {
        uuid(out, "id", begin.id());
        uuid(out, "callId", begin.callId());
        out.writeNumberField("attempt", begin.attempt());
        uuid(out, "instanceId", begin.instanceId());
        out.writeStringField("service", begin.service());
        out.writeStringField("method", begin.method());
        out.writeStringField("url", begin.url());
        if (begin.trace().isPresent()) {
            TraceContext trace = begin.trace().get();
            out.writeStringField("traceId", trace.traceId());
            out.writeStringField("spanId", trace.spanId());
        }
        ExchangeWriter.headers(out, "requestHeaders", begin.headers());
        if (begin.amended()) {
            out.writeBooleanField("amended", true);
        }
    }

    private static void requestCompleted(JsonGenerator out, RequestCompleted completed) throws IOException {
        uuid(out, "id", completed.id());
        uuid(out, "instanceId", completed.instanceId());
        out.writeStringField("outcome", completed.outcome().name());
        out.writeNumberField("durationNanos", completed.duration().toNanos());
        if (completed.statusCode().isPresent()) {
            out.writeNumberField("statusCode", completed.statusCode().getAsInt());
        }
        if (completed.errorType().isPresent()) {
            out.writeStringField("errorType", completed.errorType().get());
        }
        ExchangeWriter.exchange(out, completed.exchange());
    }

    private static void instanceSign(JsonGenerator out, InstanceSign sign) throws IOException {
        uuid(out, "instanceId", sign.instanceId());
        out.writeStringField("service", sign.service());
        out.writeNumberField("sequence", sign.sequence());
        if (sign instanceof InstanceHeartbeat heartbeat) {
            out.writeNumberField("leaseMillis", heartbeat.lease().toMillis());
        } else if (sign instanceof InstanceStopped stopped) {
            out.writeStringField("reason", stopped.reason().name());
        }
        out.writeNumberField("begun", sign.counters().begun());
        out.writeNumberField("ended", sign.counters().ended());
        out.writeNumberField("unrecorded", sign.counters().unrecorded());
        out.writeStringField("openRequestsBefore", sign.openRequestsBefore().toString());
        out.writeArrayFieldStart("openRequests");
        if (sign instanceof InstanceStopped stopped) {
            for (Map.Entry<UUID, Optional<RequestPhase>> open : stopped.phases().entrySet()) {
                out.writeStartObject();
                uuid(out, "id", open.getKey());
                ExchangeWriter.phase(out, open.getValue());
                out.writeEndObject();
            }
        } else {
            for (UUID id : sign.openRequests()) {
                out.writeString(id.toString());
            }
        }
        out.writeEndArray();
    }

    private static void uuid(JsonGenerator out, String field, UUID id) throws IOException {
        out.writeStringField(field, id.toString());
    }
}
