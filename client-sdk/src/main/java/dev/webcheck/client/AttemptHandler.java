package dev.webcheck.client;

import dev.webcheck.client.Failure.Phase;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/** Stands where each retry and each redirect passes: records the begin of a request, and sees to its end. */
final class AttemptHandler implements ExecChainHandler {

    private final RequestRecorder recorder;
    private final OwnFailures failures;
    private final Cleaner abandoned;

    AttemptHandler(RequestRecorder recorder, OwnFailures failures, Cleaner abandoned) {
        this.recorder = recorder;
        this.failures = failures;
        this.abandoned = abandoned;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Call call = call(scope);
        if (!call.enterAttempt()) {
            return chain.proceed(request, scope);
        }
        try {
            Optional<OpenRequest> open = begin(call, request, scope);
            return open.isPresent() ? follow(open.get(), request, scope, chain) : chain.proceed(request, scope);
        } finally {
            call.leaveAttempt();
        }
    }

    private ClassicHttpResponse follow(
            OpenRequest open, ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response;
        try {
            response = chain.proceed(request, scope);
        } catch (Throwable thrown) {
            open.failed(Failure.of(thrown, Phase.EXCHANGE, isAborted(scope)), OptionalInt.empty());
            throw thrown;
        }
        awaitBody(open, response, scope);
        return response;
    }

    private Call call(ExecChain.Scope scope) {
        try {
            return Call.of(scope.clientContext);
        } catch (Throwable failure) {
            failures.add(failure);
            return new Call();
        }
    }

    private Optional<OpenRequest> begin(Call call, ClassicHttpRequest request, ExecChain.Scope scope) {
        try {
            String url = RequestUrl.of(request, scope.route.getTargetHost());
            Optional<OpenRequest> open = recorder.begin(call.id(), call.nextAttempt(), RequestMethod.of(request), url);
            open.flatMap(OpenRequest::id).ifPresent(id -> Call.rememberRequest(scope.clientContext, id));
            return open;
        } catch (Throwable failure) {
            failures.add(failure);
            return Optional.empty();
        }
    }

    /** A response whose body is not on the wire any more is complete; else it is when its body is. */
    private void awaitBody(OpenRequest open, ClassicHttpResponse response, ExecChain.Scope scope) {
        try {
            HttpEntity entity = response.getEntity();
            if (entity == null || !entity.isStreaming()) {
                open.completed(response.getCode());
            } else {
                BodyEnd end = new BodyEnd(open, response.getCode(), scope.execRuntime, abandoned);
                response.setEntity(new RecordedEntity(entity, end));
            }
        } catch (Throwable failure) {
            failures.add(failure);
            open.completed(response.getCode());
        }
    }

    private boolean isAborted(ExecChain.Scope scope) {
        try {
            return scope.execRuntime.isExecutionAborted();
        } catch (Throwable failure) {
            failures.add(failure);
            return false;
        }
    }
}
