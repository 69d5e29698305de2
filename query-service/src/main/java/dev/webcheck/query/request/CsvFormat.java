package dev.webcheck.query.request;

import dev.webcheck.query.json.Timestamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests as rows of CSV (RFC 4180), in UTF-8. Text that a spreadsheet would take for a formula gets an apostrophe before
 * it, for others chose the URLs.
 */
final class CsvFormat {

    private static final String LINE_END = "\r\n";
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);
    private static final Pattern TO_QUOTE = Pattern.compile(".*[\",\\r\\n;\\t ].*", Pattern.DOTALL);

    private static final List<Column> COLUMNS = List.of(
            new Column("id", RequestJson::id),
            new Column("callId", RequestJson::callId),
            new Column("attempt", RequestJson::attempt),
            new Column("instanceId", RequestJson::instanceId),
            new Column("service", RequestJson::service),
            new Column("method", RequestJson::method),
            new Column("url", RequestJson::url),
            new Column("website", RequestJson::website),
            new Column("startedAt", RequestJson::startedAt),
            new Column("completedAt", RequestJson::completedAt),
            new Column("durationMillis", RequestJson::durationMillis),
            new Column("statusCode", RequestJson::statusCode),
            new Column("outcome", RequestJson::outcome),
            new Column("errorType", RequestJson::errorType),
            new Column("detector", RequestJson::detector),
            new Column("verdictAt", RequestJson::verdictAt),
            new Column("phase", request -> request.execution().phase()),
            new Column("execution", request -> request.execution().execution()),
            new Column("methodSafe", request -> request.execution().methodSafe()),
            new Column("methodIdempotent", request -> request.execution().methodIdempotent()),
            new Column("protocolVersion", request -> request.exchange().protocolVersion()),
            new Column("peerAddress", request -> request.exchange().peerAddress()),
            new Column("peerPort", request -> request.exchange().peerPort()),
            new Column("requestBodySize", request -> request.exchange().requestBodySize()),
            new Column("responseBodySize", request -> request.exchange().responseBodySize()),
            new Column("responseDecodedBodySize", request -> request.exchange().responseDecodedBodySize()),
            new Column("leaseMillis", phase(PhaseMillisJson::lease)),
            new Column("dnsMillis", phase(PhaseMillisJson::dns)),
            new Column("connectMillis", phase(PhaseMillisJson::connect)),
            new Column("tlsMillis", phase(PhaseMillisJson::tls)),
            new Column("sendMillis", phase(PhaseMillisJson::send)),
            new Column("firstByteMillis", phase(PhaseMillisJson::firstByte)),
            new Column("bodyMillis", phase(PhaseMillisJson::body)),
            new Column("traceId", request -> request.exchange().traceId()),
            new Column("spanId", request -> request.exchange().spanId()));

    /** A column: its name, and what a request has in it. */
    private record Column(String name, Function<RequestJson, @Nullable Object> value) {}

    private CsvFormat() {}

    static String header() {
        return COLUMNS.stream().map(Column::name).collect(Collectors.joining(",", "", LINE_END));
    }

    static String row(RequestJson request) {
        return COLUMNS.stream()
                .map(column -> cell(column.value().apply(request)))
                .collect(Collectors.joining(",", "", LINE_END));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Instant moment) {
            return Timestamp.of(moment);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text ? quoted(harmless(text)) : value.toString();
    }

    private static String harmless(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    private static String quoted(String text) {
        return TO_QUOTE.matcher(text).matches() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static Function<RequestJson, @Nullable Object> phase(Function<PhaseMillisJson, @Nullable Object> value) {
        return request ->
                Optional.ofNullable(request.exchange().phaseMillis()).map(value).orElse(null);
    }
}
