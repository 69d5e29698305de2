package dev.webcheck.store.read.request;

import dev.webcheck.store.read.history.ReplacedJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of requests. Workers write it. */
@Entity
@Immutable
@Table(name = "request")
@SuppressWarnings({"NullAway.Init", "unused"}) // the mapper fills the fields, and queries name them
class RequestEntity {

    @Id
    private UUID id;

    @Column(name = "instance_id")
    private UUID instanceId;

    private String outcome;

    @Column(name = "call_id")
    private @Nullable UUID callId;

    private @Nullable Integer attempt;

    private @Nullable String method;

    private @Nullable String url;

    private @Nullable String website;

    @Column(name = "duration_nanos")
    private @Nullable Long durationNanos;

    @Column(name = "status_code")
    private @Nullable Integer statusCode;

    @Column(name = "error_type")
    private @Nullable String errorType;

    private @Nullable String detector;

    @Column(name = "verdict_at")
    private @Nullable Instant verdictAt;

    @Column(name = "trace_id")
    private @Nullable UUID traceId;

    @Column(name = "span_id")
    private @Nullable String spanId;

    @Column(name = "request_headers")
    private @Nullable String requestHeaders;

    private @Nullable String phase;

    @Column(name = "lease_nanos")
    private @Nullable Long leaseNanos;

    @Column(name = "dns_nanos")
    private @Nullable Long dnsNanos;

    @Column(name = "connect_nanos")
    private @Nullable Long connectNanos;

    @Column(name = "tls_nanos")
    private @Nullable Long tlsNanos;

    @Column(name = "send_nanos")
    private @Nullable Long sendNanos;

    @Column(name = "first_byte_nanos")
    private @Nullable Long firstByteNanos;

    @Column(name = "body_nanos")
    private @Nullable Long bodyNanos;

    @Column(name = "request_body_size")
    private @Nullable Long requestBodySize;

    @Column(name = "response_body_size")
    private @Nullable Long responseBodySize;

    @Column(name = "response_decoded_body_size")
    private @Nullable Long responseDecodedBodySize;

    @Column(name = "protocol_version")
    private @Nullable String protocolVersion;

    @Column(name = "peer_address")
    private @Nullable String peerAddress;

    @Column(name = "peer_port")
    private @Nullable Integer peerPort;

    @Column(name = "response_headers")
    private @Nullable String responseHeaders;

    @Formula(ReplacedJson.VERDICTS)
    private @Nullable String replacedVerdicts;

    /** For the mapper. */
    RequestEntity() {}
}
