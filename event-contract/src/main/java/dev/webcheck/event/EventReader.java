package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;

/** From JSON to events. */
final class EventReader {

    private EventReader() {}

    /** Reads the value that the parser stands at, to its end even when it is no event. */
    static Event read(JsonParser parser) throws IOException {
        JsonFields fields = JsonFields.read(parser);
        String type = fields.text("type");
        fields.check();
        return switch (type) {
            case "RequestBegin" -> requestBegin(fields);
            case "RequestCompleted" -> requestCompleted(fields);
            case "InstanceHeartbeat" -> instanceHeartbeat(fields);
            case "InstanceStopped" -> instanceStopped(fields);
            default ->
                throw fields.wrong(
                        "type", "must be one of RequestBegin, RequestCompleted, InstanceHeartbeat, InstanceStopped");
        };
    }

    private static RequestBegin requestBegin(JsonFields fields) {
        var id = fields.uuid("id");
        var callId = fields.uuid("callId");
        var attempt = fields.integer("attempt", Integer.MAX_VALUE);
        var instanceId = fields.uuid("instanceId");
        var service = fields.text("service");
        var method = fields.text("method");
        var url = fields.text("url");
        fields.check();
        return new RequestBegin(id, callId, (int) attempt, instanceId, service, method, url);
    }

    private static RequestCompleted requestCompleted(JsonFields fields) {
        var id = fields.uuid("id");
        var instanceId = fields.uuid("instanceId");
        var outcome = fields.constant("outcome", EndOutcome.class);
        var duration = Duration.ofNanos(fields.integer("durationNanos", Long.MAX_VALUE));
        var statusCode = fields.optionalInteger("statusCode");
        var errorType = fields.optionalText("errorType");
        fields.check();
        return new RequestCompleted(id, instanceId, outcome, duration, statusCode, errorType);
    }

    private static InstanceHeartbeat instanceHeartbeat(JsonFields fields) {
        var instanceId = fields.uuid("instanceId");
        var service = fields.text("service");
        var sequence = fields.integer("sequence", Long.MAX_VALUE);
        var leaseMillis = fields.integer("leaseMillis", Long.MAX_VALUE);
        var counters = fields.counters();
        var openRequestsBefore = fields.instant("openRequestsBefore");
        var openRequests = fields.uuids("openRequests");
        fields.check();
        return new InstanceHeartbeat(
                instanceId,
                service,
                sequence,
                Duration.ofMillis(leaseMillis),
                counters,
                openRequestsBefore,
                openRequests);
    }

    private static InstanceStopped instanceStopped(JsonFields fields) {
        var instanceId = fields.uuid("instanceId");
        var service = fields.text("service");
        var sequence = fields.integer("sequence", Long.MAX_VALUE);
        var reason = fields.constant("reason", StopReason.class);
        var counters = fields.counters();
        var openRequestsBefore = fields.instant("openRequestsBefore");
        var openRequests = fields.uuids("openRequests");
        fields.check();
        return new InstanceStopped(instanceId, service, sequence, reason, counters, openRequestsBefore, openRequests);
    }
}
