package dev.webcheck.store.read.request;

import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.store.HeadersJson;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a row of the table of requests holds of the exchange. It does not leave this package. */
@Embeddable
class ExchangeColumns {

    @Enumerated(EnumType.STRING)
    @Nullable RequestPhase phase;

    @Column(name = "lease_nanos")
    @Nullable Long leaseNanos;

    @Column(name = "dns_nanos")
    @Nullable Long dnsNanos;

    @Column(name = "connect_nanos")
    @Nullable Long connectNanos;

    @Column(name = "tls_nanos")
    @Nullable Long tlsNanos;

    @Column(name = "send_nanos")
    @Nullable Long sendNanos;

    @Column(name = "first_byte_nanos")
    @Nullable Long firstByteNanos;

    @Column(name = "body_nanos")
    @Nullable Long bodyNanos;

    @Column(name = "request_body_size")
    @Nullable Long requestBodySize;

    @Column(name = "response_body_size")
    @Nullable Long responseBodySize;

    @Column(name = "response_decoded_body_size")
    @Nullable Long responseDecodedBodySize;

    @Column(name = "protocol_version")
    @Nullable String protocolVersion;

    @Column(name = "peer_address")
    @Nullable String peerAddress;

    @Column(name = "peer_port")
    @Nullable Integer peerPort;

    /** JSON, which the driver hands out as text. */
    @Column(name = "response_headers")
    @Nullable String responseHeaders;

    Exchange seen() {
        return new Exchange(
                Optional.ofNullable(phase),
                new PhaseNanos(
                        measure(leaseNanos),
                        measure(dnsNanos),
                        measure(connectNanos),
                        measure(tlsNanos),
                        measure(sendNanos),
                        measure(firstByteNanos),
                        measure(bodyNanos)),
                new BodySizes(measure(requestBodySize), measure(responseBodySize), measure(responseDecodedBodySize)),
                Optional.ofNullable(protocolVersion),
                peerAddress == null || peerPort == null
                        ? Optional.empty()
                        : Optional.of(new Peer(peerAddress, peerPort)),
                responseHeaders == null ? Map.of() : HeadersJson.read(responseHeaders));
    }

    private static long measure(@Nullable Long column) {
        return column == null ? PhaseNanos.NOT_SEEN : column;
    }
}
