package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What was seen of an exchange, as fields of an event. */
final class ExchangeWriter {

    private ExchangeWriter() {}

    static void exchange(JsonGenerator out, Exchange exchange) throws IOException {
        phase(out, exchange.phase());
        phases(out, exchange.phases());
        measure(out, "requestBodySize", exchange.sizes().request());
        measure(out, "responseBodySize", exchange.sizes().response());
        measure(out, "responseDecodedBodySize", exchange.sizes().responseDecoded());
        if (exchange.protocolVersion().isPresent()) {
            out.writeStringField("protocolVersion", exchange.protocolVersion().get());
        }
        if (exchange.peer().isPresent()) {
            Peer peer = exchange.peer().get();
            out.writeStringField("peerAddress", peer.address());
            out.writeNumberField("peerPort", peer.port());
        }
        headers(out, "responseHeaders", exchange.responseHeaders());
    }

    static void phase(JsonGenerator out, Optional<RequestPhase> phase) throws IOException {
        if (phase.isPresent()) {
            out.writeStringField("phase", phase.get().name());
        }
    }

    static void headers(JsonGenerator out, String field, Map<String, String> headers) throws IOException {
        if (headers.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart(field);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            out.writeStringField(header.getKey(), header.getValue());
        }
        out.writeEndObject();
    }

    private static void phases(JsonGenerator out, PhaseNanos phases) throws IOException {
        if (phases.equals(PhaseNanos.UNSEEN)) {
            return;
        }
        out.writeObjectFieldStart("phaseNanos");
        measure(out, "lease", phases.lease());
        measure(out, "dns", phases.dns());
        measure(out, "connect", phases.connect());
        measure(out, "tls", phases.tls());
        measure(out, "send", phases.send());
        measure(out, "firstByte", phases.firstByte());
        measure(out, "body", phases.body());
        out.writeEndObject();
    }

    private static void measure(JsonGenerator out, String field, long measure) throws IOException {
        if (measure != PhaseNanos.NOT_SEEN) {
            out.writeNumberField(field, measure);
        }
    }
}
