package dev.webcheck.query.request;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.webcheck.query.json.Millis;
import dev.webcheck.store.read.history.ReplacedVerdict;
import dev.webcheck.store.read.request.RecordedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Writes requests as this API shows them, to bytes. The first thirteen fields are always there, null while unknown; all others
 * only where they apply and are known.
 *
 * <p>It goes field by field, for a page holds a hundred requests: objects that are made only to be written took twice the time and
 * three times the memory. This class is threadsafe.
 */
final class RequestJsonSerializer extends StdSerializer<RecordedRequest> {

    private static final long serialVersionUID = 1;

    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString CALL_ID = new SerializedString("callId");
    private static final SerializableString ATTEMPT = new SerializedString("attempt");
    private static final SerializableString INSTANCE_ID = new SerializedString("instanceId");
    private static final SerializableString SERVICE = new SerializedString("service");
    private static final SerializableString METHOD = new SerializedString("method");
    private static final SerializableString URL = new SerializedString("url");
    private static final SerializableString WEBSITE = new SerializedString("website");
    private static final SerializableString STARTED_AT = new SerializedString("startedAt");
    private static final SerializableString COMPLETED_AT = new SerializedString("completedAt");
    private static final SerializableString DURATION_MILLIS = new SerializedString("durationMillis");
    private static final SerializableString STATUS_CODE = new SerializedString("statusCode");
    private static final SerializableString OUTCOME = new SerializedString("outcome");
    private static final SerializableString ERROR_TYPE = new SerializedString("errorType");
    private static final SerializableString DETECTOR = new SerializedString("detector");
    private static final SerializableString VERDICT_AT = new SerializedString("verdictAt");
    private static final SerializableString HISTORY = new SerializedString("history");
    private static final SerializableString REPLACED_AT = new SerializedString("replacedAt");
    private static final SerializableString PHASE = new SerializedString("phase");
    private static final SerializableString EXECUTION = new SerializedString("execution");
    private static final SerializableString METHOD_SAFE = new SerializedString("methodSafe");
    private static final SerializableString METHOD_IDEMPOTENT = new SerializedString("methodIdempotent");

    RequestJsonSerializer() {
        super(RecordedRequest.class);
    }

    @Override
    public void serialize(RecordedRequest request, JsonGenerator out, SerializerProvider others) throws IOException {
        out.writeStartObject();
        out.writeFieldName(ID);
        JsonFields.id(out, request.id());
        JsonFields.always(out, CALL_ID, request.callId(), JsonFields::id);
        JsonFields.always(out, ATTEMPT, request.attempt());
        out.writeFieldName(INSTANCE_ID);
        JsonFields.id(out, request.instanceId());
        JsonFields.always(out, SERVICE, request.service(), JsonGenerator::writeString);
        JsonFields.always(out, METHOD, request.method(), JsonGenerator::writeString);
        JsonFields.always(out, URL, request.url(), JsonGenerator::writeString);
        JsonFields.always(out, WEBSITE, request.website(), JsonGenerator::writeString);
        out.writeFieldName(STARTED_AT);
        JsonFields.moment(out, request.startedAt());
        JsonFields.always(out, COMPLETED_AT, request.completedAt(), JsonFields::moment);
        JsonFields.always(
                out, DURATION_MILLIS, request.duration(), (to, duration) -> Millis.write(duration.toNanos(), to));
        JsonFields.always(out, STATUS_CODE, request.statusCode());
        out.writeFieldName(OUTCOME);
        JsonFields.constant(out, request.outcome());
        JsonFields.known(out, ERROR_TYPE, request.errorType(), JsonGenerator::writeString);
        JsonFields.known(out, DETECTOR, request.detector(), (json, detector) -> json.writeString(detector.word()));
        JsonFields.known(out, VERDICT_AT, request.verdictAt(), JsonFields::moment);
        history(out, request.history());
        execution(out, request);
        ExchangeFields.write(out, request);
        out.writeEndObject();
    }

    /** What was believed of it before. */
    private static void history(JsonGenerator out, List<ReplacedVerdict> history) throws IOException {
        if (history.isEmpty()) {
            return;
        }
        out.writeFieldName(HISTORY);
        out.writeStartArray();
        for (ReplacedVerdict verdict : history) {
            out.writeStartObject();
            out.writeFieldName(OUTCOME);
            JsonFields.constant(out, verdict.outcome());
            out.writeFieldName(DETECTOR);
            out.writeString(verdict.detector().word());
            out.writeFieldName(VERDICT_AT);
            JsonFields.moment(out, verdict.at());
            JsonFields.known(out, PHASE, verdict.phase(), JsonFields::constant);
            out.writeFieldName(REPLACED_AT);
            JsonFields.moment(out, verdict.replacedAt());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Whether it happened. */
    private static void execution(JsonGenerator out, RecordedRequest request) throws IOException {
        JsonFields.known(out, PHASE, request.exchange().phase(), JsonFields::constant);
        JsonFields.known(out, EXECUTION, request.execution(), JsonFields::constant);
        Optional<MethodSemantics> method = MethodSemantics.inQuestion(request);
        if (method.isPresent()) {
            out.writeFieldName(METHOD_SAFE);
            out.writeBoolean(method.get().safe());
            out.writeFieldName(METHOD_IDEMPOTENT);
            out.writeBoolean(method.get().idempotent());
        }
    }
}
