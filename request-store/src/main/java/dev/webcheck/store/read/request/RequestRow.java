package dev.webcheck.store.read.request;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import dev.webcheck.store.HeadersJson;
import dev.webcheck.store.read.history.ReplacedJson;
import dev.webcheck.store.read.sql.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of a request: its columns, in the order in which both ways to read them have them. */
record RequestRow(
        UUID id,
        UUID instanceId,
        @Nullable String service,
        String outcome,
        @Nullable UUID callId,
        @Nullable Integer attempt,
        @Nullable String method,
        @Nullable String url,
        @Nullable String website,
        @Nullable Long durationNanos,
        @Nullable Integer statusCode,
        @Nullable String errorType,
        @Nullable String detector,
        @Nullable Instant verdictAt,
        @Nullable UUID traceId,
        @Nullable String spanId,
        @Nullable String requestHeaders,
        @Nullable String phase,
        @Nullable Long leaseNanos,
        @Nullable Long dnsNanos,
        @Nullable Long connectNanos,
        @Nullable Long tlsNanos,
        @Nullable Long sendNanos,
        @Nullable Long firstByteNanos,
        @Nullable Long bodyNanos,
        @Nullable Long requestBodySize,
        @Nullable Long responseBodySize,
        @Nullable Long responseDecodedBodySize,
        @Nullable String protocolVersion,
        @Nullable String peerAddress,
        @Nullable Integer peerPort,
        @Nullable String responseHeaders,
        @Nullable String replacedVerdicts) {

    /** Of {@code request r}, and the service of its instance. */
    static final String COLUMNS = columns("(SELECT service FROM instance WHERE id = r.instance_id)");

    /** Where there is an index to find the requests by, to join their few instances takes less than to look each up. */
    static final String SELECT =
            "SELECT " + columns("i.service") + " FROM request r LEFT JOIN instance i ON i.id = r.instance_id WHERE ";

    private static final HexFormat HEX = HexFormat.of();

    private static String columns(String service) {
        return "r.id, r.instance_id, " + service + """
                , r.outcome, r.call_id, r.attempt, r.method, r.url, r.website, r.duration_nanos, r.status_code, r.error_type,
                r.detector, r.verdict_at, r.trace_id, r.span_id, r.request_headers,
                r.phase, r.lease_nanos, r.dns_nanos, r.connect_nanos, r.tls_nanos, r.send_nanos, r.first_byte_nanos, r.body_nanos,
                r.request_body_size, r.response_body_size, r.response_decoded_body_size,
                r.protocol_version, r.peer_address, r.peer_port, r.response_headers,
                """ + ReplacedJson.latest("r.replaced_verdicts");
    }

    /** Reads what SQL has selected. */
    static RecordedRequest read(Row row) throws SQLException {
        return new RequestRow(
                        row.id(),
                        row.id(),
                        row.optionalText().orElse(null),
                        row.text(),
                        row.optionalId().orElse(null),
                        row.integerOrNull(),
                        row.optionalText().orElse(null),
                        row.optionalText().orElse(null),
                        row.optionalText().orElse(null),
                        row.numberOrNull(),
                        row.integerOrNull(),
                        row.optionalText().orElse(null),
                        row.optionalText().orElse(null),
                        row.optionalMoment().orElse(null),
                        row.optionalId().orElse(null),
                        row.optionalText().orElse(null),
                        row.optionalText().orElse(null),
                        row.optionalText().orElse(null),
                        row.numberOrNull(),
                        row.numberOrNull(),
                        row.numberOrNull(),
                        row.numberOrNull(),
                        row.numberOrNull(),
                        row.numberOrNull(),
                        row.numberOrNull(),
                        row.numberOrNull(),
                        row.numberOrNull(),
                        row.numberOrNull(),
                        row.optionalText().orElse(null),
                        row.optionalText().orElse(null),
                        row.integerOrNull(),
                        row.optionalText().orElse(null),
                        row.optionalText().orElse(null))
                .toRequest();
    }

    RecordedRequest toRequest() {
        return new RecordedRequest(
                id,
                instanceId,
                Optional.ofNullable(service),
                Outcome.valueOf(outcome),
                Optional.ofNullable(callId),
                optional(attempt),
                Optional.ofNullable(method),
                Optional.ofNullable(url),
                Optional.ofNullable(website),
                Optional.ofNullable(durationNanos).map(Duration::ofNanos),
                optional(statusCode),
                Optional.ofNullable(errorType),
                Optional.ofNullable(detector).map(Detector::of),
                Optional.ofNullable(verdictAt),
                trace(),
                headers(requestHeaders),
                exchange(),
                replacedVerdicts == null ? List.of() : ReplacedJson.readVerdicts(replacedVerdicts));
    }

    private Exchange exchange() {
        return new Exchange(
                Optional.ofNullable(phase).map(RequestPhase::valueOf),
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
                headers(responseHeaders));
    }

    private Optional<TraceContext> trace() {
        return traceId == null || spanId == null
                ? Optional.empty()
                : Optional.of(new TraceContext(
                        HEX.toHexDigits(traceId.getMostSignificantBits())
                                + HEX.toHexDigits(traceId.getLeastSignificantBits()),
                        spanId));
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static Map<String, String> headers(@Nullable String json) {
        return json == null ? Map.of() : HeadersJson.read(json);
    }

    private static long measure(@Nullable Long nanos) {
        return nanos == null ? PhaseNanos.NOT_SEEN : nanos;
    }
}
