package dev.webcheck.client.intercept;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.jspecify.annotations.Nullable;

/** Who waits for the answer to one request, unchanged. It is told nothing before the record is, as it may tell everybody. */
final class AttemptCallback implements AsyncExecCallback {

    private final AsyncExecCallback callback;
    private final AsyncAttempt attempt;
    private final Call call;

    AttemptCallback(AsyncExecCallback callback, AsyncAttempt attempt, Call call) {
        this.callback = callback;
        this.attempt = attempt;
        this.call = call;
    }

    @Override
    public @Nullable AsyncDataConsumer handleResponse(HttpResponse response, @Nullable EntityDetails entity)
            throws HttpException, IOException {
        attempt.answered(response, entity);
        call.answering(attempt);
        try {
            return callback.handleResponse(response, entity);
        } catch (Throwable thrown) {
            attempt.refused(response, entity);
            throw thrown;
        } finally {
            call.answering(null);
        }
    }

    @Override
    public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
        call.answering(attempt);
        try {
            callback.handleInformationResponse(response);
        } finally {
            call.answering(null);
        }
    }

    /** May be called twice, where an answer comes before all of its request has been written. */
    @Override
    public void completed() {
        attempt.completed();
        callback.completed();
    }

    @Override
    public void failed(Exception cause) {
        attempt.failed(cause);
        callback.failed(cause);
    }
}
