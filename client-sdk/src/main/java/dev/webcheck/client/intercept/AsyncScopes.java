package dev.webcheck.client.intercept;

import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecRuntime;

/** What goes with a request through the asynchronous chain. */
final class AsyncScopes {

    private AsyncScopes() {}

    /** The same with another runtime. */
    static AsyncExecChain.Scope with(AsyncExecChain.Scope scope, AsyncExecRuntime runtime) {
        return new AsyncExecChain.Scope(
                scope.exchangeId,
                scope.route,
                scope.originalRequest,
                scope.cancellableDependency,
                scope.clientContext,
                runtime,
                scope.scheduler,
                scope.execCount);
    }
}
