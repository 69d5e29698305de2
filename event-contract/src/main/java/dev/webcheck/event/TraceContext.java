package dev.webcheck.event;

/**
 * What a request is part of, as the {@code traceparent} of W3C Trace Context has it.
 *
 * @param traceId the trace: 32 lower-case hexadecimal digits, not all of them 0
 * @param spanId the span that sends the request ({@code parent-id}): 16 lower-case hexadecimal digits, not all of them 0
 */
public record TraceContext(String traceId, String spanId) {

    private static final int TRACE_ID_LENGTH = 32;
    private static final int SPAN_ID_LENGTH = 16;

    public TraceContext {
        new Violations()
                .hexId("traceId", traceId, TRACE_ID_LENGTH)
                .hexId("spanId", spanId, SPAN_ID_LENGTH)
                .throwIfAny();
    }
}
