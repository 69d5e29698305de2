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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The columns of the table {@code request}, and what a request has in each. */
final class RequestColumns {

    private static final int UUID_DIGITS = 32;

    /** All of them, the id first. */
    private static final List<RequestColumn> ALL = List.of(
            RequestColumn.uuid("id", RequestState::id),
            RequestColumn.uuid("instance_id", RequestState::instanceId),
            RequestColumn.text("outcome", r -> r.verdict().outcome().name()),
            RequestColumn.uuid("call_id", begin(Begin::callId)),
            RequestColumn.integer("attempt", RequestColumns::attempt),
            RequestColumn.text("method", begin(Begin::method)),
            RequestColumn.text("url", begin(Begin::url)),
            RequestColumn.text("website", begin(Begin::website)),
            RequestColumn.bigint("duration_nanos", number(End::durationNanos)),
            RequestColumn.smallint("status_code", number(e -> orNone(e.statusCode()))),
            RequestColumn.text("error_type", end(e -> e.errorType().orElse(null))),
            RequestColumn.text(
                    "detector", r -> r.verdict().detector().map(Detector::word).orElse(null)),
            RequestColumn.timestamp("verdict_at", r -> r.verdict().at().orElse(null)),
            RequestColumn.uuid("trace_id", trace(trace -> uuid(trace.traceId()))),
            RequestColumn.text("span_id", trace(TraceContext::spanId)),
            RequestColumn.jsonb("request_headers", begin(b -> json(b.headers()))),
            RequestColumn.mark(
                    "begin_amended", r -> r.begin().filter(Begin::amended).isPresent()),
            RequestColumn.text("phase", r -> r.verdict().phase().map(Enum::name).orElse(null)),
            RequestColumn.bigint("lease_nanos", phase(PhaseNanos::lease)),
            RequestColumn.bigint("dns_nanos", phase(PhaseNanos::dns)),
            RequestColumn.bigint("connect_nanos", phase(PhaseNanos::connect)),
            RequestColumn.bigint("tls_nanos", phase(PhaseNanos::tls)),
            RequestColumn.bigint("send_nanos", phase(PhaseNanos::send)),
            RequestColumn.bigint("first_byte_nanos", phase(PhaseNanos::firstByte)),
            RequestColumn.bigint("body_nanos", phase(PhaseNanos::body)),
            RequestColumn.bigint("request_body_size", size(BodySizes::request)),
            RequestColumn.bigint("response_body_size", size(BodySizes::response)),
            RequestColumn.bigint("response_decoded_body_size", size(BodySizes::responseDecoded)),
            RequestColumn.text(
                    "protocol_version", exchange(x -> x.protocolVersion().orElse(null))),
            RequestColumn.text(
                    "peer_address", exchange(x -> x.peer().map(Peer::address).orElse(null))),
            RequestColumn.integer("peer_port", number(e -> port(e.exchange().peer()))),
            RequestColumn.jsonb("response_headers", exchange(x -> json(x.responseHeaders()))),
            RequestColumn.jsonb("replaced_verdicts", r -> ReplacedJson.writeVerdicts(r.replaced())));

    private RequestColumns() {}

    /**
     * The columns that any of these requests has something in, in their order.
     *
     * @param requests at least one
     */
    static List<RequestColumn> filled(Collection<RequestState> requests) {
        List<RequestColumn> empty = new ArrayList<>(ALL);
        for (RequestState request : requests) {
            empty.removeIf(column -> column.isFilled(request));
        }
        return ALL.stream().filter(column -> !empty.contains(column)).toList();
    }

    private static <T> Function<RequestState, @Nullable T> begin(Function<Begin, @Nullable T> value) {
        return request -> request.begin().map(value).orElse(null);
    }

    private static <T> Function<RequestState, @Nullable T> trace(Function<TraceContext, T> value) {
        return begin(begin -> begin.trace().map(value).orElse(null));
    }

    private static <T> Function<RequestState, @Nullable T> end(Function<End, @Nullable T> value) {
        return request -> request.end().map(value).orElse(null);
    }

    private static <T> Function<RequestState, @Nullable T> exchange(Function<Exchange, @Nullable T> value) {
        return end(end -> value.apply(end.exchange()));
    }

    private static long attempt(RequestState request) {
        return request.begin().isPresent() ? request.begin().get().attempt() : RequestColumn.NONE;
    }

    private static ToLongFunction<RequestState> number(ToLongFunction<End> value) {
        return request ->
                request.end().isPresent() ? value.applyAsLong(request.end().get()) : RequestColumn.NONE;
    }

    private static ToLongFunction<RequestState> phase(ToLongFunction<PhaseNanos> value) {
        return number(end -> seen(value.applyAsLong(end.exchange().phases())));
    }

    private static ToLongFunction<RequestState> size(ToLongFunction<BodySizes> value) {
        return number(end -> seen(value.applyAsLong(end.exchange().sizes())));
    }

    private static long seen(long measure) {
        return measure < 0 ? RequestColumn.NONE : measure;
    }

    private static long orNone(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : RequestColumn.NONE;
    }

    private static long port(Optional<Peer> peer) {
        return peer.isPresent() ? peer.get().port() : RequestColumn.NONE;
    }

    private static @Nullable String json(Map<String, String> headers) {
        return headers.isEmpty() ? null : HeadersJson.write(headers);
    }

    /** A trace id has the digits of a UUID, which takes less room than a text. */
    private static UUID uuid(String digits) {
        return new UUID(
                Long.parseUnsignedLong(digits, 0, UUID_DIGITS / 2, 16),
                Long.parseUnsignedLong(digits, UUID_DIGITS / 2, UUID_DIGITS, 16));
    }
}
