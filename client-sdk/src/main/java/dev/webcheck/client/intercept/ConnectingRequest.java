package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import org.jspecify.annotations.Nullable;

/** The request that the present thread opens a connection for: resolvers and TLS strategies are not told by their callers. */
final class ConnectingRequest {

    private static final ThreadLocal<OpenRequest> OF_THREAD = new ThreadLocal<>();

    private ConnectingRequest() {}

    static void enter(OpenRequest request) {
        OF_THREAD.set(request);
    }

    static void leave() {
        OF_THREAD.remove();
    }

    /** Enters a request, or none, and returns the one before: to look up a host may be to send a request. */
    static @Nullable OpenRequest replace(@Nullable OpenRequest request) {
        OpenRequest before = OF_THREAD.get();
        if (request == null) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(request);
        }
        return before;
    }

    static @Nullable OpenRequest ofThread() {
        return OF_THREAD.get();
    }
}
