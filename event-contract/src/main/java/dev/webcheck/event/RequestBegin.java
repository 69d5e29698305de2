package dev.webcheck.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A request is about to leave. A request is one attempt on the wire: each retry and each redirect hop is one of its own.
 *
 * @param id the request, a UUIDv7 whose time is the start of the request
 * @param callId what the application asked for; shared by all requests that one {@code execute} led to
 * @param attempt the number of this request within its call, from 1 on
 * @param instanceId the instance that sends it
 * @param service the name of the service that the instance is a run of, 1 to 255 characters
 * @param method the HTTP method, an RFC 9110 token of at most 64 characters
 * @param url the absolute URL, without secrets, at most 8,192 characters
 * @param trace what the request is part of, where it carries a trace context
 * @param headers headers of the request that the user allowed to be recorded, by name: at most 32; names are lower-case tokens of at
 *     most 128 characters, values have at most 1,024
 * @param amended whether its begin has been told before, with what was known then; this one counts instead of that one
 */
public record RequestBegin(
        UUID id,
        UUID callId,
        int attempt,
        UUID instanceId,
        String service,
        String method,
        String url,
        Optional<TraceContext> trace,
        Map<String, String> headers,
        boolean amended)
        implements Event {

    public RequestBegin {
        headers = Headers.copyOf(headers);
        new Violations()
                .uuid7("id", id)
                .atLeast("attempt", attempt, 1)
                .text("service", service, EventLimits.SERVICE_LENGTH)
                .token("method", method, EventLimits.METHOD_LENGTH)
                .url("url", url, EventLimits.URL_LENGTH)
                .headers("requestHeaders", headers)
                .throwIfAny();
    }

    /**
     * A begin that is told for the first time.
     *
     * @param id the request
     * @param callId what the application asked for
     * @param attempt the number of this request within its call
     * @param instanceId the instance that sends it
     * @param service the name of the service
     * @param method the HTTP method
     * @param url the absolute URL
     * @param trace what the request is part of
     * @param headers headers of the request
     */
    public RequestBegin(
            UUID id,
            UUID callId,
            int attempt,
            UUID instanceId,
            String service,
            String method,
            String url,
            Optional<TraceContext> trace,
            Map<String, String> headers) {
        this(id, callId, attempt, instanceId, service, method, url, trace, headers, false);
    }

    /**
     * When the request started, by the clock of the instance.
     *
     * @return the time in the id, to the millisecond
     */
    public Instant startedAt() {
        return RequestIds.startedAt(id);
    }

    /**
     * The website that the request goes to.
     *
     * @return the host of the URL in lower case, with its port if that is not the scheme's default
     */
    public String website() {
        return Website.of(url).orElseThrow();
    }
}
