package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import java.lang.ref.Cleaner;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the body of one response came to its end. Held by the entities and by the streams that are read from it: when
 * all of them are gone unread and unclosed, the request is abandoned. Used by one thread after another.
 */
final class ResponseBody {

    private final OpenRequest open;
    private final ExecRuntime runtime;
    private final @Nullable String encoding;

    /** Negative if it is not known. */
    private final long length;

    private final Cleaner.Cleanable watch;
    private long received;
    private boolean whole;
    private boolean decoded;
    private boolean delivered;

    ResponseBody(OpenRequest open, HttpEntity entity, ExecRuntime runtime, Cleaner abandoned) {
        this.open = open;
        this.runtime = runtime;
        this.encoding = entity.getContentEncoding();
        this.length = entity.getContentLength();
        this.watch = abandoned.register(this, open::unreachable);
        if (length == 0) {
            receivedToEnd();
        }
    }

    /** Whether this entity, which the application gets, is what this body was decoded to. */
    boolean isDecodedBy(HttpEntity entity) {
        decoded = encoding != null && entity.getContentEncoding() == null;
        return decoded;
    }

    /** The application has the response from now on, and no longer HttpClient. */
    void delivered() {
        delivered = true;
    }

    /** More of it has come from the connection, whoever reads it. */
    void received(long bytes) {
        open.bodyReceived(bytes);
        received += bytes;
        if (received == length) {
            receivedToEnd();
        }
    }

    /** All of it has come from the connection. */
    void receivedToEnd() {
        whole = true;
        open.bodyArrived();
    }

    boolean isReceived() {
        return whole;
    }

    void decoded(long bytes) {
        open.bodyDecoded(bytes);
    }

    /** It has been read to its end; what decodes it may have more to tell. */
    void read() {
        if (!decoded) {
            completed();
        }
    }

    /** The application has read all that it was decoded to. Decoders leave the mark behind the last chunk unread. */
    void decodedToEnd() {
        if (length < 0) {
            receivedToEnd();
        }
        open.bodyDecodedToEnd();
        completed();
    }

    private void completed() {
        open.completed();
        watch.clean();
    }

    /** HttpClient has refused the response, or discarded it. The server has answered all the same. */
    void refused() {
        closed();
    }

    /** Closed by the application, which may have read all that it wanted. */
    void closed() {
        if (runtime.isExecutionAborted()) {
            open.cancelled();
            watch.clean();
        } else {
            completed();
        }
    }

    /** Dropped with its connection: a response that the application has is cancelled by that. */
    void dropped() {
        if (delivered) {
            open.cancelled();
            watch.clean();
        } else {
            refused();
        }
    }

    void failed(Throwable thrown) {
        Failure.of(thrown, Failure.Stage.BODY, runtime.isExecutionAborted()).tell(open);
        watch.clean();
    }
}
