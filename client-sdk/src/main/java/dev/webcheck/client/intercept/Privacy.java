package dev.webcheck.client.intercept;

import dev.webcheck.event.redaction.RedactionSettings;
import java.util.List;

/**
 * What of a request may leave the process.
 *
 * @param redaction which values of URLs and headers are secrets
 * @param urlLength longer URLs are cut here, in characters
 * @param requestHeaders the names of the request headers that are recorded
 * @param responseHeaders the names of the response headers that are recorded
 */
public record Privacy(
        RedactionSettings redaction, int urlLength, List<String> requestHeaders, List<String> responseHeaders) {

    public Privacy {
        requestHeaders = List.copyOf(requestHeaders);
        responseHeaders = List.copyOf(responseHeaders);
    }
}
