package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import dev.webcheck.event.TraceContext;
import java.util.Optional;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The head of one request from its begin until it leaves. Handlers further inside of the chain and request interceptors may
 * change it, and with it the trace of the request. Used by one thread after another. Nothing here throws.
 */
final class RequestHead {

    private final Attempts attempts;
    private final Call call;
    private final Destination destination;
    private final int attempt;
    private final OpenRequest open;

    /** The trace that the request gets if it has none when it leaves. */
    private final Optional<TraceContext> planned;

    /** The trace that its begin has told. */
    private Optional<TraceContext> told;

    /** Null once it is decided whether the request is recorded. */
    private @Nullable HttpRequest undecided;

    RequestHead(
            Attempts attempts,
            Call call,
            Destination destination,
            int attempt,
            OpenRequest open,
            Optional<TraceContext> planned,
            Optional<TraceContext> told) {
        this.attempts = attempts;
        this.call = call;
        this.destination = destination;
        this.attempt = attempt;
        this.open = open;
        this.planned = planned;
        this.told = told;
    }

    OpenRequest open() {
        return open;
    }

    Call call() {
        return call;
    }

    Destination destination() {
        return destination;
    }

    int attempt() {
        return attempt;
    }

    Optional<TraceContext> planned() {
        return planned;
    }

    /** Leaves it to the trace of the head that leaves whether the request is recorded; or to its end, if none does. */
    void await(HttpRequest request) {
        undecided = request;
        open.beforeEnd(() -> {
            HttpRequest unsent = undecided;
            if (unsent != null) {
                attempts.unsent(this, unsent);
            }
        });
    }

    boolean isUndecided() {
        return undecided != null;
    }

    void decided() {
        undecided = null;
        open.beforeEnd(null);
    }

    /** It is complete, and its first byte is about to leave. */
    void leaves(HttpRequest request) {
        attempts.leaves(this, request);
    }

    /** It has left; the last one that could change it is what writes it. */
    void hasLeft(HttpRequest request) {
        attempts.hasLeft(this, request);
    }

    Optional<TraceContext> told() {
        return told;
    }

    void tell(Optional<TraceContext> trace) {
        told = trace;
    }
}
