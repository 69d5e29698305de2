package dev.webcheck.query.request;

import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.TraceContext;
import dev.webcheck.store.read.request.RecordedRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Those keys of a request that tell what was seen of it on the wire, each only where it is known. */
record ExchangeJson(
        @Nullable String protocolVersion,
        @Nullable String peerAddress,
        @Nullable Integer peerPort,
        @Nullable Long requestBodySize,
        @Nullable Long responseBodySize,
        @Nullable Long responseDecodedBodySize,
        @Nullable PhaseMillisJson phaseMillis,
        @Nullable String traceId,
        @Nullable String spanId,
        Map<String, String> requestHeaders,
        Map<String, String> responseHeaders) {

    static ExchangeJson of(RecordedRequest request) {
        Exchange exchange = request.exchange();
        Optional<Peer> peer = exchange.peer();
        Optional<TraceContext> trace = request.trace();
        return new ExchangeJson(
                exchange.protocolVersion().orElse(null),
                peer.map(Peer::address).orElse(null),
                peer.map(Peer::port).orElse(null),
                seen(exchange.sizes().request()),
                seen(exchange.sizes().response()),
                seen(exchange.sizes().responseDecoded()),
                PhaseMillisJson.of(exchange.phases()).orElse(null),
                trace.map(TraceContext::traceId).orElse(null),
                trace.map(TraceContext::spanId).orElse(null),
                request.requestHeaders(),
                exchange.responseHeaders());
    }

    private static @Nullable Long seen(long size) {
        return size < 0 ? null : size;
    }
}
