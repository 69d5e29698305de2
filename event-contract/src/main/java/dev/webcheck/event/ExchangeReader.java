package dev.webcheck.event;

import java.util.Map;
import java.util.Optional;

/** What was seen of an exchange, from the fields of an event. */
final class ExchangeReader {

    private static final TraceContext SOME_TRACE = new TraceContext("f".repeat(32), "f".repeat(16));
    private static final Peer SOME_PEER = new Peer("0.0.0.0", 0);

    private ExchangeReader() {}

    static Exchange exchange(JsonFields fields) {
        var phase = phase(fields);
        var phases = phases(fields);
        var sizes = new BodySizes(
                fields.measure("requestBodySize", BodySizes.NOT_SEEN),
                fields.measure("responseBodySize", BodySizes.NOT_SEEN),
                fields.measure("responseDecodedBodySize", BodySizes.NOT_SEEN));
        var protocolVersion = fields.optionalText("protocolVersion");
        var peer = peer(fields);
        var headers = headers(fields, "responseHeaders");
        return fields.part(() -> new Exchange(phase, phases, sizes, protocolVersion, peer, headers), Exchange.UNSEEN);
    }

    static Optional<RequestPhase> phase(JsonFields fields) {
        return fields.has("phase")
                ? Optional.of(fields.constant("phase", RequestPhase.class, RequestPhase.LEASING))
                : Optional.empty();
    }

    static Optional<TraceContext> trace(JsonFields fields) {
        if (!together(fields, "traceId", "spanId")) {
            return Optional.empty();
        }
        var traceId = fields.text("traceId");
        var spanId = fields.text("spanId");
        return Optional.of(fields.part(() -> new TraceContext(traceId, spanId), SOME_TRACE));
    }

    static Map<String, String> headers(JsonFields fields, String field) {
        return fields.has(field) ? fields.object(field).texts() : Map.of();
    }

    private static PhaseNanos phases(JsonFields fields) {
        if (!fields.has("phaseNanos")) {
            return PhaseNanos.UNSEEN;
        }
        JsonFields nanos = fields.object("phaseNanos");
        return new PhaseNanos(
                nanos.measure("lease", PhaseNanos.NOT_SEEN),
                nanos.measure("dns", PhaseNanos.NOT_SEEN),
                nanos.measure("connect", PhaseNanos.NOT_SEEN),
                nanos.measure("tls", PhaseNanos.NOT_SEEN),
                nanos.measure("send", PhaseNanos.NOT_SEEN),
                nanos.measure("firstByte", PhaseNanos.NOT_SEEN),
                nanos.measure("body", PhaseNanos.NOT_SEEN));
    }

    private static Optional<Peer> peer(JsonFields fields) {
        if (!together(fields, "peerAddress", "peerPort")) {
            return Optional.empty();
        }
        var address = fields.text("peerAddress");
        var port = fields.integer32("peerPort");
        return Optional.of(fields.part(() -> new Peer(address, port), SOME_PEER));
    }

    /** Whether two fields are there of which neither makes sense without the other. */
    private static boolean together(JsonFields fields, String one, String other) {
        boolean hasOne = fields.has(one);
        boolean hasOther = fields.has(other);
        if (hasOne != hasOther) {
            fields.note(hasOne ? other : one, "", "is missing, for there is " + (hasOne ? one : other));
        }
        return hasOne && hasOther;
    }
}
