package dev.webcheck.client.intercept;

import dev.webcheck.event.TraceContext;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** The header fields that carry a trace: {@code traceparent} (W3C Trace Context, section 3.2), and those of B3. */
final class TraceHeaders {

    static final String TRACEPARENT = "traceparent";
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;
    private static final int SAMPLED = 1;
    private static final String NOT_A_VERSION = "ff";

    private static final String B3 = "b3";
    private static final String B3_TRACE_ID = "X-B3-TraceId";
    private static final String B3_SPAN_ID = "X-B3-SpanId";
    private static final String B3_SAMPLED = "X-B3-Sampled";
    private static final int B3_TRACE_ID_LENGTH = 32;
    private static final int B3_SHORT_TRACE_ID_LENGTH = 16;
    private static final int B3_SPAN_ID_LENGTH = 16;

    private TraceHeaders() {}

    /** The value of a field; null if the request does not have it. */
    static @Nullable String value(HttpRequest request, String name) {
        Header header = request.getFirstHeader(name);
        return header == null || header.getValue() == null
                ? null
                : header.getValue().trim();
    }

    /** A value that is no {@code traceparent} counts as missing. Later versions may have more behind the flags. */
    static Optional<TraceContext> w3c(HttpRequest request) {
        String text = value(request, TRACEPARENT);
        boolean formed = text != null
                && (text.length() == LENGTH
                        || (text.length() > LENGTH && !text.startsWith("00") && text.charAt(LENGTH) == '-'))
                && isHex(text, 0, 2)
                && !text.startsWith(NOT_A_VERSION)
                && text.charAt(TRACE_ID - 1) == '-'
                && text.charAt(SPAN_ID - 1) == '-'
                && text.charAt(FLAGS - 1) == '-'
                && isHex(text, FLAGS, LENGTH);
        return formed && text != null
                ? context(text.substring(TRACE_ID, SPAN_ID - 1), text.substring(SPAN_ID, FLAGS - 1))
                : Optional.empty();
    }

    /** The one field of B3, else the several. Trace ids of 64 bits get zeros in front, as B3 demands. */
    static Optional<TraceContext> b3(HttpRequest request) {
        String single = value(request, B3);
        if (single != null) {
            String[] parts = single.split("-", -1);
            return parts.length < 2 ? Optional.empty() : b3(parts[0], parts[1]);
        }
        String traceId = value(request, B3_TRACE_ID);
        if (traceId == null) {
            return Optional.empty();
        }
        String spanId = value(request, B3_SPAN_ID);
        return spanId == null ? Optional.empty() : b3(traceId, spanId);
    }

    /** Whether a tracer has decided to drop the trace that it has put into a request: by W3C, else by B3. */
    static boolean isDropped(HttpRequest request, TraceContext trace) {
        boolean byW3c = w3c(request).filter(trace::equals).isPresent();
        return byW3c ? isDroppedByW3c(request) : isDroppedByB3(request);
    }

    private static boolean isDroppedByW3c(HttpRequest request) {
        String text = value(request, TRACEPARENT);
        return text != null && (Integer.parseInt(text, FLAGS, LENGTH, 16) & SAMPLED) == 0;
    }

    static boolean isDroppedByB3(HttpRequest request) {
        String single = value(request, B3);
        if (single != null) {
            String[] parts = single.split("-", -1);
            return parts.length > 2 && "0".equals(parts[2]);
        }
        return "0".equals(value(request, B3_SAMPLED));
    }

    private static Optional<TraceContext> b3(String traceId, String spanId) {
        return switch (traceId.length()) {
            case B3_TRACE_ID_LENGTH -> context(traceId, spanId);
            case B3_SHORT_TRACE_ID_LENGTH -> context("0".repeat(B3_SHORT_TRACE_ID_LENGTH) + traceId, spanId);
            default -> Optional.empty();
        };
    }

    private static Optional<TraceContext> context(String traceId, String spanId) {
        boolean formed = isId(traceId) && spanId.length() == B3_SPAN_ID_LENGTH && isId(spanId);
        return formed ? Optional.of(new TraceContext(traceId, spanId)) : Optional.empty();
    }

    private static boolean isId(String text) {
        return isHex(text, 0, text.length()) && !text.chars().allMatch(c -> c == '0');
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
}
