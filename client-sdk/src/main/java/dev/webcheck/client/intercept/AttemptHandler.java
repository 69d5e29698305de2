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

/**
 * Stands where each retry, each redirect and each round of a log-in passes, and nothing that a cache answers: records the
 * begin of a request, and sees to its end.
 */
final class AttemptHandler implements ExecChainHandler {

    private final Calls calls;
    private final Attempts attempts;
    private final Cleaner abandoned;
    private final OwnFailures failures;

    AttemptHandler(Calls calls, Attempts attempts, Cleaner abandoned, OwnFailures failures) {
        this.calls = calls;
        this.attempts = attempts;
        this.abandoned = abandoned;
        this.failures = failures;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        // A builder that was instrumented twice is seen once.
        if (scope.execRuntime instanceof ObservedRuntime) {
            return chain.proceed(request, scope);
        }
        Call call = callOf(scope);
        call.nextRequest();
        RequestHead head = attempts.begin(call, request, scope.route);
        return head == null ? chain.proceed(request, scope) : follow(call, head, request, scope, chain);
    }

    /** What a cache revalidates behind the caller's back has no call yet. */
    private Call callOf(ExecChain.Scope scope) {
        Call known = Call.of(scope.clientContext);
        return known == null ? calls.enter(scope.clientContext) : known;
    }

    private ClassicHttpResponse follow(
            Call call, RequestHead head, ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        OpenRequest open = head.open();
        ObservedRuntime runtime = new ObservedRuntime(scope.execRuntime, head, failures);
        ExecChain.Scope observed =
                new ExecChain.Scope(scope.exchangeId, scope.route, scope.originalRequest, runtime, scope.clientContext);
        ClassicHttpResponse response;
        try {
            response = chain.proceed(request, observed);
        } catch (Throwable thrown) {
            failed(open, thrown, runtime);
            throw thrown;
        }
        return awaitBody(call, open, response, runtime);
    }

    /** A response that HttpClient refuses is an answer all the same. */
    private void failed(OpenRequest open, Throwable thrown, ObservedRuntime runtime) {
        ClassicHttpResponse refused = runtime.answer();
        if (refused == null || isAborted(runtime)) {
            Failure.of(thrown, runtime.stage(), isAborted(runtime)).tell(open);
            return;
        }
        try {
            attempts.answered(open, refused);
        } catch (Throwable failure) {
            failures.add(failure);
        }
        open.completed();
    }

    /** A response whose body is not on the wire any more is complete; else it is when its body is. */
    private ClassicHttpResponse awaitBody(
            Call call, OpenRequest open, ClassicHttpResponse response, ObservedRuntime runtime) {
        try {
            attempts.answered(open, response);
            HttpEntity entity = response.getEntity();
            if (entity != null && entity.isStreaming()) {
                ResponseBody body = new ResponseBody(open, entity, runtime, abandoned);
                runtime.answering(body);
                call.answered(body);
                response.setEntity(new ReceivedEntity(entity, body));
                return new AnsweredResponse(response, body);
            }
            if (entity != null && entity.getContentLength() == 0) {
                open.bodyArrived();
            }
        } catch (Throwable failure) {
            failures.add(failure);
        }
        open.completed();
        return response;
    }

    private boolean isAborted(ObservedRuntime runtime) {
        try {
            return runtime.isClosed() || runtime.isExecutionAborted();
        } catch (Throwable failure) {
            failures.add(failure);
            return false;
        }
    }
}
