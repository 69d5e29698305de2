package dev.webcheck.store.write;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.RequestState.Begin;
import dev.webcheck.correlation.RequestState.End;
import dev.webcheck.correlation.RequestState.Verdict;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import dev.webcheck.store.HeadersJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** From a row of the table {@code request} to what is known of the request. */
final class RequestRowReader {

    /** The columns of a request without an end. */
    static final String OPEN =
            "id, instance_id, outcome, call_id, attempt, method, url, website, detector, verdict_at, trace_id,"
                    + " span_id, request_headers, begin_amended, phase, replaced_verdicts";

    private RequestRowReader() {}

    /** A request without an end, of a row with the columns {@link #OPEN}. */
    static RequestState open(ResultSet row) throws SQLException {
        Verdict verdict = verdict(row);
        return request(row, Optional.empty(), verdict);
    }

    /** A request, of a row with all columns. */
    static RequestState any(ResultSet row) throws SQLException {
        Verdict verdict = verdict(row);
        return request(row, end(row, verdict.outcome(), verdict.phase()), verdict);
    }

    private static RequestState request(ResultSet row, Optional<End> end, Verdict verdict) throws SQLException {
        return new RequestState(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "instance_id"),
                begin(row),
                end,
                verdict,
                ReplacedJson.readVerdicts(row.getString("replaced_verdicts")));
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        return new Verdict(
                Outcome.valueOf(row.getString("outcome")),
                Optional.ofNullable(row.getString("detector")).map(Detector::of),
                Columns.optionalInstant(row, "verdict_at"),
                Optional.ofNullable(row.getString("phase")).map(RequestPhase::valueOf));
    }

    private static Optional<Begin> begin(ResultSet row) throws SQLException {
        String method = row.getString("method");
        return method == null
                ? Optional.empty()
                : Optional.of(new Begin(
                        Columns.uuid(row, "call_id"),
                        row.getInt("attempt"),
                        method,
                        row.getString("url"),
                        row.getString("website"),
                        trace(row),
                        headers(row, "request_headers"),
                        row.getBoolean("begin_amended")));
    }

    private static Optional<TraceContext> trace(ResultSet row) throws SQLException {
        UUID traceId = row.getObject("trace_id", UUID.class);
        return traceId == null
                ? Optional.empty()
                : Optional.of(new TraceContext(traceId.toString().replace("-", ""), row.getString("span_id")));
    }

    private static Optional<End> end(ResultSet row, Outcome outcome, Optional<RequestPhase> phase) throws SQLException {
        long duration = row.getLong("duration_nanos");
        if (row.wasNull()) {
            return Optional.empty();
        }
        int status = row.getInt("status_code");
        OptionalInt statusCode = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(status);
        return Optional.of(new End(
                outcome, duration, statusCode, Optional.ofNullable(row.getString("error_type")), exchange(row, phase)));
    }

    private static Exchange exchange(ResultSet row, Optional<RequestPhase> phase) throws SQLException {
        return new Exchange(
                phase,
                new PhaseNanos(
                        measure(row, "lease_nanos"),
                        measure(row, "dns_nanos"),
                        measure(row, "connect_nanos"),
                        measure(row, "tls_nanos"),
                        measure(row, "send_nanos"),
                        measure(row, "first_byte_nanos"),
                        measure(row, "body_nanos")),
                new BodySizes(
                        measure(row, "request_body_size"),
                        measure(row, "response_body_size"),
                        measure(row, "response_decoded_body_size")),
                Optional.ofNullable(row.getString("protocol_version")),
                peer(row),
                headers(row, "response_headers"));
    }

    private static Optional<Peer> peer(ResultSet row) throws SQLException {
        String address = row.getString("peer_address");
        return address == null ? Optional.empty() : Optional.of(new Peer(address, row.getInt("peer_port")));
    }

    private static Map<String, String> headers(ResultSet row, String column) throws SQLException {
        String json = row.getString(column);
        return json == null ? Map.of() : HeadersJson.read(json);
    }

    private static long measure(ResultSet row, String column) throws SQLException {
        long measure = row.getLong(column);
        return row.wasNull() ? PhaseNanos.NOT_SEEN : measure;
    }
}
