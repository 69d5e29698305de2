package dev.webcheck.query.request;

import dev.webcheck.correlation.Detector;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.TraceContext;
import dev.webcheck.query.json.Millis;
import dev.webcheck.query.json.Timestamp;
import dev.webcheck.store.read.request.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Requests as rows of CSV (RFC 4180), in UTF-8. Text that a spreadsheet would take for a formula gets an apostrophe before
 * it, for others chose the URLs.
 */
final class CsvFormat {

    private static final String LINE_END = "\r\n";
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);
    private static final Pattern TO_QUOTE = Pattern.compile(".*[\",\\r\\n;\\t ].*", Pattern.DOTALL);

    private static final List<Column> COLUMNS = List.of(
            new Column("id", RecordedRequest::id),
            new Column("callId", RecordedRequest::callId),
            new Column("attempt", RecordedRequest::attempt),
            new Column("instanceId", RecordedRequest::instanceId),
            new Column("service", RecordedRequest::service),
            new Column("method", RecordedRequest::method),
            new Column("url", RecordedRequest::url),
            new Column("website", RecordedRequest::website),
            new Column("startedAt", RecordedRequest::startedAt),
            new Column("completedAt", RecordedRequest::completedAt),
            new Column("durationMillis", RecordedRequest::duration),
            new Column("statusCode", RecordedRequest::statusCode),
            new Column("outcome", RecordedRequest::outcome),
            new Column("errorType", RecordedRequest::errorType),
            new Column("detector", request -> request.detector().map(Detector::word)),
            new Column("verdictAt", RecordedRequest::verdictAt),
            new Column("phase", request -> request.exchange().phase()),
            new Column("execution", RecordedRequest::execution),
            new Column("methodSafe", promise(MethodSemantics::safe)),
            new Column("methodIdempotent", promise(MethodSemantics::idempotent)),
            new Column("protocolVersion", request -> request.exchange().protocolVersion()),
            new Column("peerAddress", request -> request.exchange().peer().map(Peer::address)),
            new Column("peerPort", request -> request.exchange().peer().map(Peer::port)),
            new Column("requestBodySize", size(BodySizes::request)),
            new Column("responseBodySize", size(BodySizes::response)),
            new Column("responseDecodedBodySize", size(BodySizes::responseDecoded)),
            new Column("leaseMillis", phase(PhaseNanos::lease)),
            new Column("dnsMillis", phase(PhaseNanos::dns)),
            new Column("connectMillis", phase(PhaseNanos::connect)),
            new Column("tlsMillis", phase(PhaseNanos::tls)),
            new Column("sendMillis", phase(PhaseNanos::send)),
            new Column("firstByteMillis", phase(PhaseNanos::firstByte)),
            new Column("bodyMillis", phase(PhaseNanos::body)),
            new Column("traceId", request -> request.trace().map(TraceContext::traceId)),
            new Column("spanId", request -> request.trace().map(TraceContext::spanId)));

    /** A column: its name, and what a request has in it, which may be an empty {@link Optional}. */
    private record Column(String name, Function<RecordedRequest, Object> value) {}

    private CsvFormat() {}

    static String header() {
        return COLUMNS.stream().map(Column::name).collect(Collectors.joining(",", "", LINE_END));
    }

    static String row(RecordedRequest request) {
        return COLUMNS.stream()
                .map(column -> cell(column.value().apply(request)))
                .collect(Collectors.joining(",", "", LINE_END));
    }

    private static String cell(Object value) {
        if (value instanceof Optional<?> known) {
            return known.map(CsvFormat::cell).orElse("");
        }
        if (value instanceof OptionalInt known) {
            return known.isPresent() ? String.valueOf(known.getAsInt()) : "";
        }
        if (value instanceof Instant moment) {
            return Timestamp.of(moment);
        }
        if (value instanceof Duration duration) {
            return Millis.of(duration);
        }
        return value instanceof String text ? quoted(harmless(text)) : value.toString();
    }

    private static String harmless(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    private static String quoted(String text) {
        return TO_QUOTE.matcher(text).matches() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static Function<RecordedRequest, Object> promise(Function<MethodSemantics, Boolean> of) {
        return request -> MethodSemantics.inQuestion(request).map(of);
    }

    private static Function<RecordedRequest, Object> size(ToLongFunction<BodySizes> of) {
        return request ->
                Optional.of(of.applyAsLong(request.exchange().sizes())).filter(bytes -> bytes != BodySizes.NOT_SEEN);
    }

    private static Function<RecordedRequest, Object> phase(ToLongFunction<PhaseNanos> of) {
        return request -> Optional.of(of.applyAsLong(request.exchange().phases()))
                .filter(nanos -> nanos != PhaseNanos.NOT_SEEN)
                .map(Duration::ofNanos);
    }
}
