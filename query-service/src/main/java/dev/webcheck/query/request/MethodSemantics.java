package dev.webcheck.query.request;

import dev.webcheck.store.read.request.RecordedRequest;
import java.util.Optional;

/**
 * What a method promises of a request, whatever the server makes of it: whether it is safe (RFC 9110, section 9.2.1), so that
 * nothing has changed if it was executed, and whether it is idempotent (section 9.2.2), so that it may be sent again.
 *
 * @param safe whether it only reads
 * @param idempotent whether doing it twice is as good as once
 */
record MethodSemantics(boolean safe, boolean idempotent) {

    /** What the method of a request promises, where it is asked whether that was executed. */
    static Optional<MethodSemantics> inQuestion(RecordedRequest request) {
        return request.execution().flatMap(asked -> request.method()).flatMap(MethodSemantics::of);
    }

    /** The promise of a method; none of one that RFC 9110, RFC 5789 (PATCH) and RFC 10008 (QUERY) do not define. */
    static Optional<MethodSemantics> of(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "QUERY" -> Optional.of(new MethodSemantics(true, true));
            case "PUT", "DELETE" -> Optional.of(new MethodSemantics(false, true));
            case "POST", "CONNECT", "PATCH" -> Optional.of(new MethodSemantics(false, false));
            default -> Optional.empty();
        };
    }
}
