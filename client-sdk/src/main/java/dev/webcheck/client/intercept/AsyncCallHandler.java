package dev.webcheck.client.intercept;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/** The outermost of the chain: gives all requests of one {@code execute} their call, and sees what decoding makes of a body. */
final class AsyncCallHandler implements AsyncExecChainHandler {

    private final Calls calls;

    AsyncCallHandler(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void execute(
            HttpRequest request,
            @Nullable AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        // Up to HttpClient 5.2 a retry passes here again. So does what a builder that was instrumented twice sends.
        if (scope.execRuntime instanceof AsyncCallRuntime) {
            chain.proceed(request, entity, scope, callback);
            return;
        }
        Call call = calls.enter(scope.clientContext);
        AsyncExecChain.Scope called = AsyncScopes.with(scope, new AsyncCallRuntime(scope.execRuntime, call));
        chain.proceed(request, entity, called, new CallCallback(callback, call));
    }
}
