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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** The columns of a request, in the order in which they are read. */
final class RequestRow {

    /** Of {@code request r}, and the service of its instance. */
    static final String COLUMNS = columns("(SELECT service FROM instance WHERE id = r.instance_id)");

    /** Where there is an index to find the requests by, to join their few instances takes less than to look each up. */
    static final String SELECT =
            "SELECT " + columns("i.service") + " FROM request r LEFT JOIN instance i ON i.id = r.instance_id WHERE ";

    private static final HexFormat HEX = HexFormat.of();

    private RequestRow() {}

    private static String columns(String service) {
        return "r.id, r.instance_id, " + service + """
                , r.outcome, r.call_id, r.attempt, r.method, r.url, r.website, r.duration_nanos, r.status_code, r.error_type,
                r.detector, r.verdict_at, r.trace_id, r.span_id, r.request_headers,
                r.phase, r.lease_nanos, r.dns_nanos, r.connect_nanos, r.tls_nanos, r.send_nanos, r.first_byte_nanos, r.body_nanos,
                r.request_body_size, r.response_body_size, r.response_decoded_body_size,
                r.protocol_version, r.peer_address, r.peer_port, r.response_headers,
                """ + ReplacedJson.latest("r.replaced_verdicts");
    }

    static RecordedRequest read(Row row) throws SQLException {
        return new RecordedRequest(
                row.id(),
                row.id(),
                row.optionalText(),
                Outcome.valueOf(row.text()),
                row.optionalId(),
                row.optionalInteger(),
                row.optionalText(),
                row.optionalText(),
                row.optionalText(),
                duration(row.optionalNumber()),
                row.optionalInteger(),
                row.optionalText(),
                row.optionalText().map(Detector::of),
                row.optionalMoment(),
                trace(row.optionalId(), row.optionalText()),
                headers(row),
                exchange(row),
                row.optionalText().map(ReplacedJson::readVerdicts).orElse(List.of()));
    }

    private static Exchange exchange(Row row) throws SQLException {
        return new Exchange(
                row.optionalText().map(RequestPhase::valueOf),
                new PhaseNanos(
                        measure(row),
                        measure(row),
                        measure(row),
                        measure(row),
                        measure(row),
                        measure(row),
                        measure(row)),
                new BodySizes(measure(row), measure(row), measure(row)),
                row.optionalText(),
                peer(row),
                headers(row));
    }

    private static Optional<Duration> duration(OptionalLong nanos) {
        return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
    }

    private static Optional<TraceContext> trace(Optional<UUID> traceId, Optional<String> spanId) {
        return traceId.flatMap(trace -> spanId.map(span -> new TraceContext(
                HEX.toHexDigits(trace.getMostSignificantBits()) + HEX.toHexDigits(trace.getLeastSignificantBits()),
                span)));
    }

    private static Optional<Peer> peer(Row row) throws SQLException {
        Optional<String> address = row.optionalText();
        OptionalInt port = row.optionalInteger();
        return port.isPresent() ? address.map(peer -> new Peer(peer, port.getAsInt())) : Optional.empty();
    }

    private static Map<String, String> headers(Row row) throws SQLException {
        return row.optionalText().map(HeadersJson::read).orElse(Map.of());
    }

    private static long measure(Row row) throws SQLException {
        return row.optionalNumber().orElse(PhaseNanos.NOT_SEEN);
    }
}
