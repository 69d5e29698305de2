package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OwnFailures;
import java.io.IOException;
import java.lang.ref.Cleaner;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * Stands where each retry, each redirect and each answer to a challenge passes, and nothing that a cache answers: records
 * the begin of a request, and sees to its end.
 */
final class AsyncAttemptHandler implements AsyncExecChainHandler {

    private final Calls calls;
    private final Attempts attempts;
    private final boolean leaseConnects;
    private final Cleaner abandoned;
    private final OwnFailures failures;

    /**
     * Makes a handler.
     *
     * @param leaseConnects whether its clients connect when they lease a connection
     */
    AsyncAttemptHandler(
            Calls calls, Attempts attempts, boolean leaseConnects, Cleaner abandoned, OwnFailures failures) {
        this.calls = calls;
        this.attempts = attempts;
        this.leaseConnects = leaseConnects;
        this.abandoned = abandoned;
        this.failures = failures;
    }

    @Override
    public void execute(
            HttpRequest request,
            @Nullable AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        // A builder that was instrumented twice is seen once.
        if (scope.execRuntime instanceof ObservedAsyncRuntime) {
            chain.proceed(request, entity, scope, callback);
            return;
        }
        Call call = callOf(scope);
        RequestHead head = attempts.begin(call, request, scope.route);
        if (head == null) {
            chain.proceed(request, entity, scope, callback);
            return;
        }
        AsyncAttempt attempt = new AsyncAttempt(
                head, attempts, scope.cancellableDependency, reactorOf(scope.execRuntime), abandoned, failures);
        ObservedAsyncRuntime runtime = new ObservedAsyncRuntime(scope.execRuntime, call, attempt, leaseConnects);
        try {
            chain.proceed(
                    request, entity, AsyncScopes.with(scope, runtime), new AttemptCallback(callback, attempt, call));
        } catch (Throwable thrown) {
            attempt.failed(thrown);
            throw thrown;
        }
    }

    private static ClientReactor reactorOf(AsyncExecRuntime runtime) {
        return runtime instanceof AsyncCallRuntime called ? called.reactor() : ClientReactor.of(runtime);
    }

    /** What a cache revalidates behind the caller's back has no call yet. */
    private Call callOf(AsyncExecChain.Scope scope) {
        return scope.execRuntime instanceof AsyncCallRuntime called ? called.call() : calls.enter(scope.clientContext);
    }
}
