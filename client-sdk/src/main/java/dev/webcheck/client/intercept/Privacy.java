package dev.webcheck.client.intercept;

import java.util.List;
import java.util.Set;

/**
 * What of a request may leave the process.
 *
 * @param sensitiveParameters the names of query parameters whose values are secrets
 * @param allParameters whether the values of all query parameters are
 * @param urlLength longer URLs are cut here, in characters
 * @param requestHeaders the names of the request headers that are recorded
 * @param responseHeaders the names of the response headers that are recorded
 */
public record Privacy(
        Set<String> sensitiveParameters,
        boolean allParameters,
        int urlLength,
        List<String> requestHeaders,
        List<String> responseHeaders) {

    /** The names of parameters that are secrets unless told otherwise. */
    public static final Set<String> SENSITIVE_PARAMETERS = SensitiveKeys.DEFAULTS;

    public Privacy {
        sensitiveParameters = Set.copyOf(sensitiveParameters);
        requestHeaders = List.copyOf(requestHeaders);
        responseHeaders = List.copyOf(responseHeaders);
    }
}
