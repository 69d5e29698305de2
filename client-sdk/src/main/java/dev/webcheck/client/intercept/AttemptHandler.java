package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import dev.webcheck.client.record.OwnFailures;
import java.io.IOException;
import java.lang.ref.Cleaner;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/** Stands where each retry and each redirect passes: records the begin of a request, and sees to its end. */
final class AttemptHandler implements ExecChainHandler {

    private final Attempts attempts;
    private final Cleaner abandoned;
    private final OwnFailures failures;

    AttemptHandler(Attempts attempts, Cleaner abandoned, OwnFailures failures) {
        this.attempts = attempts;
        this.abandoned = abandoned;
        this.failures = failures;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        // A builder that was instrumented twice is seen once.
        OpenRequest open = scope.execRuntime instanceof ObservedRuntime
                ? null
                : attempts.begin(request, scope.route, scope.clientContext);
        return open == null ? chain.proceed(request, scope) : follow(open, request, scope, chain);
    }

    private ClassicHttpResponse follow(
            OpenRequest open, ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ObservedRuntime runtime = new ObservedRuntime(scope.execRuntime, open, failures);
        ExecChain.Scope observed =
                new ExecChain.Scope(scope.exchangeId, scope.route, scope.originalRequest, runtime, scope.clientContext);
        ClassicHttpResponse response;
        try {
            response = chain.proceed(request, observed);
        } catch (Throwable thrown) {
            Failure.of(thrown, Failure.Stage.EXCHANGE, isAborted(runtime)).tell(open);
            throw thrown;
        }
        Call call = Call.of(scope.clientContext);
        ResponseBody body = awaitBody(open, response, runtime);
        if (call != null) {
            call.answered(body);
        }
        return response;
    }

    /** A response whose body is not on the wire any more is complete; else it is when its body is. */
    private @Nullable ResponseBody awaitBody(OpenRequest open, ClassicHttpResponse response, ObservedRuntime runtime) {
        try {
            attempts.answered(open, response);
            HttpEntity entity = response.getEntity();
            if (entity != null && entity.isStreaming()) {
                ResponseBody body = new ResponseBody(open, entity, runtime, abandoned);
                response.setEntity(new RecordedEntity(entity, body));
                return body;
            }
        } catch (Throwable failure) {
            failures.add(failure);
        }
        open.completed();
        return null;
    }

    private boolean isAborted(ObservedRuntime runtime) {
        try {
            return runtime.isExecutionAborted();
        } catch (Throwable failure) {
            failures.add(failure);
            return false;
        }
    }
}
