package dev.webcheck.client.intercept;

import dev.webcheck.event.TraceContext;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.core5.http.HttpRequest;

/** The traces that requests belong to, and those that requests without one are given. This class is threadsafe. */
final class TraceContexts {

    private static final HexFormat HEX = HexFormat.of();

    /** Whether requests that carry no {@code traceparent} get one. */
    private final boolean propagating;

    TraceContexts(boolean propagating) {
        this.propagating = propagating;
    }

    boolean isPropagating() {
        return propagating;
    }

    /** The trace that a request carries. HttpClient may send one object again, which then has what was put in before. */
    Optional<TraceContext> carried(HttpRequest request, Call call) {
        Optional<TraceContext> parent = TraceHeaders.w3c(request);
        return parent.isEmpty() || isOwn(parent.get(), call) ? TraceHeaders.b3(request) : parent;
    }

    /** The trace that a request will be given when it leaves, unless it gets another one until then. */
    Optional<TraceContext> planned(HttpRequest request, Call call) {
        if (!propagating || !isFree(request, call)) {
            return Optional.empty();
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // The requests of a call are spans of one trace.
        String traceId = call.traceId();
        if (traceId == null) {
            traceId = HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong());
            call.join(traceId, false);
        }
        return Optional.of(new TraceContext(traceId, HEX.toHexDigits(random.nextLong() | 1)));
    }

    /**
     * The trace that a request carries when it leaves, into which the planned one is put if it has no {@code traceparent}. If
     * it has the fields of B3, they say which trace.
     */
    Optional<TraceContext> leaving(HttpRequest request, Call call, Optional<TraceContext> planned) {
        Optional<TraceContext> carried = carried(request, call);
        join(carried, request, call);
        if (!propagating || !isFree(request, call)) {
            return carried;
        }
        Optional<TraceContext> sent = carried.or(() -> planned).or(() -> planned(request, call));
        sent.ifPresent(trace -> {
            String flags = call.isTraceDropped() ? "00" : "01";
            request.setHeader(TraceHeaders.TRACEPARENT, "00-" + trace.traceId() + "-" + trace.spanId() + "-" + flags);
            call.injected(trace);
        });
        return sent;
    }

    /** The trace that a request had when it left, whoever has put it in. */
    Optional<TraceContext> sent(HttpRequest request, Call call) {
        Optional<TraceContext> parent = TraceHeaders.w3c(request);
        Optional<TraceContext> sent = parent.isPresent() ? parent : TraceHeaders.b3(request);
        join(sent, request, call);
        return sent;
    }

    /** Lets the requests of the call that nobody gives a trace be part of this one. */
    private void join(Optional<TraceContext> left, HttpRequest request, Call call) {
        if (propagating && left.isPresent()) {
            TraceContext trace = left.get();
            call.join(trace.traceId(), TraceHeaders.isDropped(request, trace));
        }
    }

    /** Where a trace lies between 0 and 1, the same for all its requests. */
    static double sampleOf(TraceContext trace) {
        // The last 7 bytes of a trace id are the random ones (Trace Context, level 2).
        return Long.parseLong(trace.traceId().substring(18), 16) / (double) (1L << 56);
    }

    /** Whether nobody else has put in a {@code traceparent}, be it a sound one or not. */
    private static boolean isFree(HttpRequest request, Call call) {
        return !request.containsHeader(TraceHeaders.TRACEPARENT)
                || TraceHeaders.w3c(request).filter(trace -> isOwn(trace, call)).isPresent();
    }

    private static boolean isOwn(TraceContext trace, Call call) {
        return trace.equals(call.injected());
    }
}
