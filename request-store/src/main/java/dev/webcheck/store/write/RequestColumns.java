package dev.webcheck.store.write;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.RequestState.Begin;
import dev.webcheck.correlation.RequestState.End;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.TraceContext;
import dev.webcheck.store.HeadersJson;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The columns of the table {@code request}, and what a request has in each. */
final class RequestColumns {

    /** All of them, the id first. */
    static final List<Column> ALL = List.of(
            new Column("id", "uuid", RequestState::id),
            new Column("instance_id", "uuid", RequestState::instanceId),
            new Column("outcome", "text", r -> r.verdict().outcome().name()),
            new Column("call_id", "uuid", begin(Begin::callId)),
            new Column("attempt", "int4", begin(Begin::attempt)),
            new Column("method", "text", begin(Begin::method)),
            new Column("url", "text", begin(Begin::url)),
            new Column("website", "text", begin(Begin::website)),
            new Column("duration_nanos", "int8", end(End::durationNanos)),
            new Column("status_code", "int2", end(e -> boxed(e.statusCode()))),
            new Column("error_type", "text", end(e -> e.errorType().orElse(null))),
            new Column(
                    "detector",
                    "text",
                    r -> r.verdict().detector().map(Detector::word).orElse(null)),
            new Column(
                    "verdict_at",
                    "timestamptz",
                    r -> r.verdict().at().map(Columns::timestamp).orElse(null)),
            // the database reads 32 digits as a UUID
            new Column("trace_id", "uuid", trace(TraceContext::traceId)),
            new Column("span_id", "text", trace(TraceContext::spanId)),
            new Column("request_headers", "jsonb", begin(b -> json(b.headers()))),
            new Column("begin_amended", "bool", begin(b -> b.amended() ? true : null)),
            new Column("phase", "text", r -> r.verdict().phase().map(Enum::name).orElse(null)),
            new Column("lease_nanos", "int8", phase(PhaseNanos::lease)),
            new Column("dns_nanos", "int8", phase(PhaseNanos::dns)),
            new Column("connect_nanos", "int8", phase(PhaseNanos::connect)),
            new Column("tls_nanos", "int8", phase(PhaseNanos::tls)),
            new Column("send_nanos", "int8", phase(PhaseNanos::send)),
            new Column("first_byte_nanos", "int8", phase(PhaseNanos::firstByte)),
            new Column("body_nanos", "int8", phase(PhaseNanos::body)),
            new Column("request_body_size", "int8", size(BodySizes::request)),
            new Column("response_body_size", "int8", size(BodySizes::response)),
            new Column("response_decoded_body_size", "int8", size(BodySizes::responseDecoded)),
            new Column("protocol_version", "text", exchange(x -> x.protocolVersion()
                    .orElse(null))),
            new Column("peer_address", "text", peer(Peer::address)),
            new Column("peer_port", "int4", peer(Peer::port)),
            new Column("response_headers", "jsonb", exchange(x -> json(x.responseHeaders()))),
            new Column("replaced_verdicts", "jsonb", r -> ReplacedJson.writeVerdicts(r.replaced())));

    /**
     * A column.
     *
     * @param name its name
     * @param type its type, as the driver calls it
     * @param value what a request has in it
     */
    record Column(String name, String type, Function<RequestState, @Nullable Object> value) {}

    private RequestColumns() {}

    private static Function<RequestState, @Nullable Object> begin(Function<Begin, @Nullable Object> value) {
        return request -> request.begin().map(value).orElse(null);
    }

    private static Function<RequestState, @Nullable Object> trace(Function<TraceContext, Object> value) {
        return begin(begin -> begin.trace().map(value).orElse(null));
    }

    private static Function<RequestState, @Nullable Object> end(Function<End, @Nullable Object> value) {
        return request -> request.end().map(value).orElse(null);
    }

    private static Function<RequestState, @Nullable Object> exchange(Function<Exchange, @Nullable Object> value) {
        return end(end -> value.apply(end.exchange()));
    }

    private static Function<RequestState, @Nullable Object> phase(ToLongFunction<PhaseNanos> value) {
        return exchange(exchange -> seen(value.applyAsLong(exchange.phases())));
    }

    private static Function<RequestState, @Nullable Object> size(ToLongFunction<BodySizes> value) {
        return exchange(exchange -> seen(value.applyAsLong(exchange.sizes())));
    }

    private static Function<RequestState, @Nullable Object> peer(Function<Peer, Object> value) {
        return exchange(exchange -> exchange.peer().map(value).orElse(null));
    }

    private static @Nullable Object seen(long measure) {
        return measure < 0 ? null : measure;
    }

    private static @Nullable Object json(Map<String, String> headers) {
        return headers.isEmpty() ? null : HeadersJson.write(headers);
    }

    private static @Nullable Object boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
