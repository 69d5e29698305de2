package dev.webcheck.client.intercept;

import dev.webcheck.event.TraceContext;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to, as its {@code traceparent} says (W3C Trace Context, section 3.2). This class is
 * threadsafe.
 */
final class TraceContexts {

    private static final String TRACEPARENT = "traceparent";
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;
    private static final String NOT_A_VERSION = "ff";
    private static final HexFormat HEX = HexFormat.of();

    /** Whether requests that carry no trace are given one of their own. */
    private final boolean propagating;

    TraceContexts(boolean propagating) {
        this.propagating = propagating;
    }

    Optional<TraceContext> of(HttpRequest request, Call call) {
        Header header = request.getFirstHeader(TRACEPARENT);
        if (header != null) {
            Optional<TraceContext> present = parse(header.getValue());
            if (present.isEmpty() || !present.get().equals(call.trace())) {
                return present;
            }
        }
        return propagating ? Optional.of(inject(request, call)) : Optional.empty();
    }

    /** The requests of a call are spans of one trace. */
    private static TraceContext inject(HttpRequest request, Call call) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        TraceContext before = call.trace();
        TraceContext made = new TraceContext(
                before == null
                        ? HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong())
                        : before.traceId(),
                HEX.toHexDigits(random.nextLong() | 1));
        call.trace(made);
        request.setHeader(TRACEPARENT, "00-" + made.traceId() + "-" + made.spanId() + "-01");
        return made;
    }

    /** Where the trace of a request lies between 0 and 1, the same for all its requests; empty if it has none. */
    static Optional<Double> sampleOf(HttpRequest request) {
        Header header = request.getFirstHeader(TRACEPARENT);
        // The last 7 bytes of a trace id are the random ones (Trace Context, level 2).
        return header == null
                ? Optional.empty()
                : parse(header.getValue())
                        .map(trace -> Long.parseLong(trace.traceId().substring(18), 16) / (double) (1L << 56));
    }

    /** What is no {@code traceparent} is not there. Later versions may have more behind the flags. */
    private static Optional<TraceContext> parse(@Nullable String value) {
        String text = value == null ? "" : value.trim();
        boolean whole = text.length() == LENGTH
                || (text.length() > LENGTH && !text.startsWith("00") && text.charAt(LENGTH) == '-');
        boolean formed = whole
                && isHex(text, 0, 2)
                && !text.startsWith(NOT_A_VERSION)
                && text.charAt(TRACE_ID - 1) == '-'
                && isHex(text, TRACE_ID, SPAN_ID - 1)
                && text.charAt(SPAN_ID - 1) == '-'
                && isHex(text, SPAN_ID, FLAGS - 1)
                && text.charAt(FLAGS - 1) == '-'
                && isHex(text, FLAGS, LENGTH);
        if (!formed) {
            return Optional.empty();
        }
        String traceId = text.substring(TRACE_ID, SPAN_ID - 1);
        String spanId = text.substring(SPAN_ID, FLAGS - 1);
        return isZero(traceId) || isZero(spanId) ? Optional.empty() : Optional.of(new TraceContext(traceId, spanId));
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String id) {
        return id.chars().allMatch(c -> c == '0');
    }
}
