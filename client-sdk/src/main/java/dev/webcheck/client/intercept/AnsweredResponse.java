package dev.webcheck.client.intercept;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.message.HttpResponseWrapper;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.jspecify.annotations.Nullable;

/**
 * A response on its way out of the chain. How its body ends is known when its connection is given back, so that it is
 * recorded around the entity that HttpClient makes of the one on the connection.
 */
final class AnsweredResponse extends HttpResponseWrapper implements ClassicHttpResponse, ModalCloseable {

    private final ClassicHttpResponse response;

    /** Null once there is an entity that tells it how it comes to its end. */
    private @Nullable ResponseBody body;

    AnsweredResponse(ClassicHttpResponse response, ResponseBody body) {
        super(response);
        this.response = response;
        this.body = body;
    }

    /** The response itself, whose body is recorded in any case. */
    ClassicHttpResponse arrived() {
        if (body != null) {
            setEntity(getEntity());
        }
        return response;
    }

    @Override
    public HttpEntity getEntity() {
        return response.getEntity();
    }

    /** The first entity that it is given is the one that gives the connection back; those after it decode that one. */
    @Override
    public void setEntity(@Nullable HttpEntity entity) {
        ResponseBody unrecorded = body;
        body = null;
        if (unrecorded == null) {
            response.setEntity(entity);
        } else if (entity != null && entity.isStreaming()) {
            response.setEntity(new RecordedEntity(entity, unrecorded));
        } else {
            response.setEntity(entity);
            unrecorded.closed();
        }
    }

    @Override
    public void close() throws IOException {
        response.close();
    }

    @Override
    public void close(CloseMode mode) {
        if (response instanceof ModalCloseable closeable) {
            closeable.close(mode);
        }
    }
}
