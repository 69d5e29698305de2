package dev.webcheck.query.request;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.TraceContext;
import dev.webcheck.query.json.Millis;
import dev.webcheck.store.read.request.RecordedRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Those fields of a request that tell what was seen of it on the wire, each only where it is known. */
final class ExchangeFields {

    private static final SerializableString PROTOCOL_VERSION = new SerializedString("protocolVersion");
    private static final SerializableString PEER_ADDRESS = new SerializedString("peerAddress");
    private static final SerializableString PEER_PORT = new SerializedString("peerPort");
    private static final SerializableString REQUEST_BODY_SIZE = new SerializedString("requestBodySize");
    private static final SerializableString RESPONSE_BODY_SIZE = new SerializedString("responseBodySize");
    private static final SerializableString RESPONSE_DECODED_BODY_SIZE =
            new SerializedString("responseDecodedBodySize");
    private static final SerializableString PHASE_MILLIS = new SerializedString("phaseMillis");
    private static final SerializableString LEASE = new SerializedString("lease");
    private static final SerializableString DNS = new SerializedString("dns");
    private static final SerializableString CONNECT = new SerializedString("connect");
    private static final SerializableString TLS = new SerializedString("tls");
    private static final SerializableString SEND = new SerializedString("send");
    private static final SerializableString FIRST_BYTE = new SerializedString("firstByte");
    private static final SerializableString BODY = new SerializedString("body");
    private static final SerializableString TRACE_ID = new SerializedString("traceId");
    private static final SerializableString SPAN_ID = new SerializedString("spanId");
    private static final SerializableString REQUEST_HEADERS = new SerializedString("requestHeaders");
    private static final SerializableString RESPONSE_HEADERS = new SerializedString("responseHeaders");

    private ExchangeFields() {}

    static void write(JsonGenerator out, RecordedRequest request) throws IOException {
        Exchange exchange = request.exchange();
        JsonFields.known(out, PROTOCOL_VERSION, exchange.protocolVersion(), JsonGenerator::writeString);
        peer(out, exchange.peer());
        sizes(out, exchange.sizes());
        phases(out, exchange.phases());
        trace(out, request.trace());
        headers(out, REQUEST_HEADERS, request.requestHeaders());
        headers(out, RESPONSE_HEADERS, exchange.responseHeaders());
    }

    private static void peer(JsonGenerator out, Optional<Peer> peer) throws IOException {
        if (peer.isPresent()) {
            out.writeFieldName(PEER_ADDRESS);
            out.writeString(peer.get().address());
            out.writeFieldName(PEER_PORT);
            out.writeNumber(peer.get().port());
        }
    }

    private static void sizes(JsonGenerator out, BodySizes sizes) throws IOException {
        size(out, REQUEST_BODY_SIZE, sizes.request());
        size(out, RESPONSE_BODY_SIZE, sizes.response());
        size(out, RESPONSE_DECODED_BODY_SIZE, sizes.responseDecoded());
    }

    private static void size(JsonGenerator out, SerializableString key, long size) throws IOException {
        if (size != BodySizes.NOT_SEEN) {
            out.writeFieldName(key);
            out.writeNumber(size);
        }
    }

    private static void phases(JsonGenerator out, PhaseNanos phases) throws IOException {
        if (phases.equals(PhaseNanos.UNSEEN)) {
            return;
        }
        out.writeFieldName(PHASE_MILLIS);
        out.writeStartObject();
        phase(out, LEASE, phases.lease());
        phase(out, DNS, phases.dns());
        phase(out, CONNECT, phases.connect());
        phase(out, TLS, phases.tls());
        phase(out, SEND, phases.send());
        phase(out, FIRST_BYTE, phases.firstByte());
        phase(out, BODY, phases.body());
        out.writeEndObject();
    }

    private static void phase(JsonGenerator out, SerializableString key, long nanos) throws IOException {
        if (nanos != PhaseNanos.NOT_SEEN) {
            out.writeFieldName(key);
            Millis.write(nanos, out);
        }
    }

    /** Its ids are hexadecimal digits, or there is no such object. */
    private static void trace(JsonGenerator out, Optional<TraceContext> trace) throws IOException {
        if (trace.isPresent()) {
            out.writeFieldName(TRACE_ID);
            JsonFields.plain(out, trace.get().traceId());
            out.writeFieldName(SPAN_ID);
            JsonFields.plain(out, trace.get().spanId());
        }
    }

    private static void headers(JsonGenerator out, SerializableString key, Map<String, String> headers)
            throws IOException {
        if (headers.isEmpty()) {
            return;
        }
        out.writeFieldName(key);
        out.writeStartObject();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            out.writeStringField(header.getKey(), header.getValue());
        }
        out.writeEndObject();
    }
}
