package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;

/** From JSON to events. */
final class EventReader {

    private static final RequestCounters NOTHING = new RequestCounters(0, 0, 0);

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
        var attempt = fields.integer32("attempt");
        var instanceId = fields.uuid("instanceId");
        var service = fields.text("service");
        var method = fields.text("method");
        var url = fields.text("url");
        var trace = ExchangeReader.trace(fields);
        var headers = ExchangeReader.headers(fields, "requestHeaders");
        var amended = fields.mark("amended");
        return fields.make(
                () -> new RequestBegin(id, callId, attempt, instanceId, service, method, url, trace, headers, amended));
    }

    private static RequestCompleted requestCompleted(JsonFields fields) {
        var id = fields.uuid("id");
        var instanceId = fields.uuid("instanceId");
        // The stand-in is the outcome that demands nothing of the other fields.
        var outcome = fields.constant("outcome", EndOutcome.class, EndOutcome.CANCELLED);
        var duration = Duration.ofNanos(fields.integer64("durationNanos"));
        var statusCode = fields.optionalInteger32("statusCode");
        var errorType = fields.optionalText("errorType");
        var exchange = ExchangeReader.exchange(fields);
        return fields.make(
                () -> new RequestCompleted(id, instanceId, outcome, duration, statusCode, errorType, exchange));
    }

    private static InstanceHeartbeat instanceHeartbeat(JsonFields fields) {
        var instanceId = fields.uuid("instanceId");
        var service = fields.text("service");
        var sequence = fields.integer64("sequence");
        var lease = Duration.ofMillis(fields.integer64("leaseMillis"));
        var counters = counters(fields);
        var openRequestsBefore = fields.instant("openRequestsBefore");
        var openRequests = OpenRequestsReader.ids(fields);
        return fields.make(() -> new InstanceHeartbeat(
                instanceId, service, sequence, lease, counters, openRequestsBefore, openRequests));
    }

    private static InstanceStopped instanceStopped(JsonFields fields) {
        var instanceId = fields.uuid("instanceId");
        var service = fields.text("service");
        var sequence = fields.integer64("sequence");
        var reason = fields.constant("reason", StopReason.class, StopReason.CLOSED);
        var counters = counters(fields);
        var openRequestsBefore = fields.instant("openRequestsBefore");
        var phases = OpenRequestsReader.phases(fields);
        return fields.make(
                () -> new InstanceStopped(instanceId, service, sequence, reason, counters, openRequestsBefore, phases));
    }

    private static RequestCounters counters(JsonFields fields) {
        var begun = fields.integer64("begun");
        var ended = fields.integer64("ended");
        var unrecorded = fields.integer64("unrecorded");
        return fields.part(() -> new RequestCounters(begun, ended, unrecorded), NOTHING);
    }
}
