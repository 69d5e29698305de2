package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import dev.webcheck.client.record.OwnFailures;
import java.lang.ref.Cleaner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.jspecify.annotations.Nullable;

/**
 * One request of an asynchronous client: brings what its callbacks tell, from any threads, into the order that the record
 * needs. Held by all who may still be called back: when all of them are gone, there will be no end.
 *
 * <p>The end is the end of the response, even if the server has answered before all of the request has been written.
 *
 * <p>This class is threadsafe. Nothing here throws or waits.
 */
final class AsyncAttempt {

    private final RequestHead head;
    private final OpenRequest open;
    private final Attempts attempts;
    private final CancellableDependency caller;
    private final ClientReactor reactor;
    private final OwnFailures failures;
    private final Forgotten forgotten;
    private final Cleaner.Cleanable watch;

    private boolean exchanging;
    private boolean sent;
    private boolean decoded;
    private @Nullable String encoding;
    private boolean over;

    /** What broke the present exchange, before anybody else was told. */
    private @Nullable Throwable broken;

    /** The pool has refused to lease a connection. */
    private boolean closed;

    /** Whether the reactor was active when a connection was asked for. */
    private boolean active;

    AsyncAttempt(
            RequestHead head,
            Attempts attempts,
            CancellableDependency caller,
            ClientReactor reactor,
            Cleaner abandoned,
            OwnFailures failures) {
        this.head = head;
        this.open = head.open();
        this.attempts = attempts;
        this.caller = caller;
        this.reactor = reactor;
        this.failures = failures;
        this.forgotten = new Forgotten(open, reactor);
        this.watch = abandoned.register(this, forgotten);
        ClosedClients.watch(forgotten);
    }

    /** The end of a request that nobody can tell of any more. Does not hold the attempt. */
    private static final class Forgotten extends ClosedClients.Watched implements Runnable {

        private final OpenRequest open;
        private final ClientReactor reactor;
        private volatile boolean answered;

        Forgotten(OpenRequest open, ClientReactor reactor) {
            this.open = open;
            this.reactor = reactor;
        }

        @Override
        boolean isClosed() {
            return reactor.isShutDown();
        }

        @Override
        void closed() {
            open.cancelled();
        }

        /** A client that is closed at once lets go of its requests, and calls nobody back. */
        @Override
        public void run() {
            ClosedClients.ended(this);
            if (answered && !reactor.isClosed()) {
                open.unreachable();
            } else {
                open.cancelled();
            }
        }
    }

    synchronized void leased() {
        open.leased();
    }

    synchronized void connecting() {
        open.connecting();
        active = reactor.isActive();
    }

    /** The pool leases no connection: it has been closed, which is to close the client. */
    synchronized void closed() {
        closed = true;
        if (!exchanging) {
            open.notLeased();
        }
    }

    /** Makes it the request that the present thread looks up a host for. */
    void enterConnecting() {
        ConnectingRequest.enter(open);
    }

    synchronized void connected() {
        open.connected();
    }

    /** A server may ask for TLS after the request has been sent; that brings it no step back. */
    synchronized void securing() {
        if (!exchanging) {
            open.connecting();
        }
    }

    synchronized void secured(long nanos) {
        open.secured(nanos);
    }

    /** Its head is complete. */
    synchronized void leaves(HttpRequest request) {
        head.leaves(request);
    }

    /** Its head is about to leave. */
    synchronized void sending(boolean withBody, HttpClientContext context) {
        exchanging = true;
        broken = null;
        tellDetails(null, context);
        if (withBody) {
            open.sending();
        } else {
            open.sentAtOnce();
            sent = true;
        }
    }

    synchronized void bodySent(long bytes) {
        if (!over) {
            open.bodySent(bytes);
        }
    }

    synchronized void sent() {
        if (!forgotten.answered && !over) {
            open.sent();
            sent = true;
        }
    }

    synchronized void headReceived(HttpResponse response, HttpClientContext context) {
        if (sent) {
            open.headReceived();
        }
        tellDetails(response.getVersion(), context);
    }

    synchronized void answered(HttpResponse response, @Nullable EntityDetails entity) {
        if (over) {
            return;
        }
        forgotten.answered = true;
        try {
            attempts.answered(open, response);
            encoding = entity == null ? null : entity.getContentEncoding();
        } catch (Throwable failure) {
            failures.add(failure);
        }
        if (entity == null) {
            completed();
        }
    }

    /** Whether the body that the application gets is what the body of this response was decoded to. */
    synchronized boolean isDecodedBy(EntityDetails entity) {
        decoded = encoding != null && entity.getContentEncoding() == null;
        return decoded;
    }

    synchronized void bodyReceived(long bytes) {
        if (!over) {
            open.bodyReceived(bytes);
        }
    }

    synchronized void bodyDecoded(long bytes) {
        if (!over) {
            open.bodyDecoded(bytes);
        }
    }

    /** It has arrived to its end; what decodes it may have more to tell, or what holds the response back until then. */
    synchronized void bodyArrived() {
        open.bodyArrived();
        if (forgotten.answered && !decoded) {
            completed();
        }
    }

    /** The application has been given all that it was decoded to. */
    synchronized void decodedToEnd() {
        open.bodyDecodedToEnd();
        completed();
    }

    synchronized void completed() {
        open.completed();
        over();
    }

    /** HttpClient has refused this response. The server has answered all the same. */
    void refused(HttpResponse response, @Nullable EntityDetails entity) {
        refused(response, entity, isCancelled());
    }

    private synchronized void refused(HttpResponse response, @Nullable EntityDetails entity, boolean cancelled) {
        if (!forgotten.answered) {
            answered(response, entity);
        }
        if (cancelled) {
            givenUp();
        } else {
            completed();
        }
    }

    /** The application has given up the answer, by what it threw. */
    synchronized void givenUp() {
        open.cancelled();
        over();
    }

    /**
     * Its exchange is about to fail. What HttpClient and the application do about that may look like a cancellation: a
     * consumer that is released may cancel its own future.
     */
    void failing(Throwable cause) {
        boolean cancelled = isCancelled();
        synchronized (this) {
            if (!cancelled && broken == null) {
                broken = cause;
            }
        }
    }

    void failed(Throwable thrown) {
        failed(thrown, isCancelled());
    }

    private synchronized void failed(Throwable thrown, boolean wanted) {
        if (!over) {
            Throwable cause = broken == null ? thrown : broken;
            if (active && cause instanceof IOReactorShutdownException) {
                reactor.died();
            }
            boolean cancelled = (wanted && broken == null) || closed || reactor.hasClosed(cause);
            Failure.ofCallback(cause, stage(), cancelled).tell(open);
            over();
        }
    }

    private Failure.Stage stage() {
        if (forgotten.answered) {
            return Failure.Stage.BODY;
        }
        return exchanging ? Failure.Stage.EXCHANGE : Failure.Stage.CONNECTION;
    }

    /**
     * One of its steps was to be cancelled. A connection that is being opened may not heed that; then the request goes on,
     * until it is to be sent.
     */
    void cancelledByCaller(boolean heeded) {
        cancelled(heeded, isCancelled());
    }

    private synchronized void cancelled(boolean heeded, boolean wanted) {
        if (broken != null) {
            failed(broken, false);
        } else if (heeded || (wanted && exchanging)) {
            open.cancelled();
            over();
        }
    }

    /** The connection has let go of it, and will not call back any more. */
    synchronized void released() {
        if (broken != null) {
            failed(broken, false);
        }
        over();
    }

    /** If nobody has told an end before, there is none. */
    private void over() {
        over = true;
        watch.clean();
    }

    private boolean isCancelled() {
        try {
            return caller.isCancelled();
        } catch (Throwable failure) {
            failures.add(failure);
            return false;
        }
    }

    private void tellDetails(@Nullable ProtocolVersion version, HttpClientContext context) {
        try {
            ExchangeDetails.tell(head, version, context);
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }
}
