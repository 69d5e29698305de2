package dev.webcheck.client;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The outermost of the chain: gives all requests of one {@code execute} their call. */
final class CallHandler implements ExecChainHandler {

    private final OwnFailures failures;

    CallHandler(OwnFailures failures) {
        this.failures = failures;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Object before = enter(scope.clientContext);
        try {
            return chain.proceed(request, scope);
        } finally {
            leave(scope.clientContext, before);
        }
    }

    private @Nullable Object enter(HttpContext context) {
        try {
            Call.forgetRequest(context);
            return Call.enter(context, new Call());
        } catch (Throwable failure) {
            failures.add(failure);
            return null;
        }
    }

    private void leave(HttpContext context, @Nullable Object before) {
        try {
            Call.leave(context, before);
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }
}
