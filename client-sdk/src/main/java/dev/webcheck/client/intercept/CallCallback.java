package dev.webcheck.client.intercept;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.jspecify.annotations.Nullable;

/** The application, which waits for the answer to a call, unchanged; a body that was decoded for it passes by here. */
final class CallCallback implements AsyncExecCallback {

    private final AsyncExecCallback callback;
    private final Call call;

    CallCallback(AsyncExecCallback callback, Call call) {
        this.callback = callback;
        this.call = call;
    }

    @Override
    public @Nullable AsyncDataConsumer handleResponse(HttpResponse response, @Nullable EntityDetails entity)
            throws HttpException, IOException {
        AsyncAttempt attempt = call.answering();
        if (attempt == null) {
            return callback.handleResponse(response, entity);
        }
        AsyncDataConsumer consumer;
        try {
            consumer = callback.handleResponse(response, entity);
        } catch (Throwable thrown) {
            attempt.givenUp();
            throw thrown;
        }
        return consumer == null
                ? null
                : new ApplicationConsumer(consumer, attempt, entity != null && attempt.isDecodedBy(entity));
    }

    @Override
    public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
        AsyncAttempt attempt = call.answering();
        try {
            callback.handleInformationResponse(response);
        } catch (Throwable thrown) {
            if (attempt != null) {
                attempt.givenUp();
            }
            throw thrown;
        }
    }

    @Override
    public void completed() {
        callback.completed();
    }

    @Override
    public void failed(Exception cause) {
        callback.failed(cause);
    }
}
