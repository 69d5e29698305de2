package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import dev.webcheck.client.record.OwnFailures;
import java.io.IOException;
import org.apache.hc.client5.http.EndpointInfo;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/** What carries out a request, unchanged, which tells how far it has come. */
final class ObservedRuntime implements ExecRuntime {

    private final ExecRuntime runtime;
    private final RequestHead head;
    private final OpenRequest open;
    private final OwnFailures failures;
    private boolean exchanging;
    private boolean closed;
    private @Nullable ClassicHttpResponse answer;
    private @Nullable ResponseBody body;

    ObservedRuntime(ExecRuntime runtime, RequestHead head, OwnFailures failures) {
        this.runtime = runtime;
        this.head = head;
        this.open = head.open();
        this.failures = failures;
    }

    /** How far it has come, before it has been answered. */
    Failure.Stage stage() {
        return exchanging ? Failure.Stage.EXCHANGE : Failure.Stage.CONNECTION;
    }

    /** The response whose head has arrived, if one has. */
    @Nullable ClassicHttpResponse answer() {
        return answer;
    }

    /** Whether the pool of connections has been closed, which is to close the client. */
    boolean isClosed() {
        return closed;
    }

    /** There is a response, with a body on its connection. */
    void answering(ResponseBody onConnection) {
        body = onConnection;
    }

    @Override
    public void acquireEndpoint(String id, HttpRoute route, Object state, HttpClientContext context)
            throws IOException {
        try {
            runtime.acquireEndpoint(id, route, state, context);
        } catch (IllegalStateException thrown) {
            closed = true;
            throw thrown;
        } finally {
            open.leased();
        }
    }

    @Override
    public void connectEndpoint(HttpClientContext context) throws IOException {
        open.connecting();
        OpenRequest outer = ConnectingRequest.replace(open);
        try {
            runtime.connectEndpoint(context);
        } finally {
            ConnectingRequest.replace(outer);
            open.connected();
        }
    }

    /** A server may ask for TLS after the request has been sent; that brings it no step back. */
    @Override
    public void upgradeTls(HttpClientContext context) throws IOException {
        if (!exchanging) {
            open.connecting();
        }
        long startNanos = System.nanoTime();
        try {
            runtime.upgradeTls(context);
        } finally {
            open.secured(System.nanoTime() - startNanos);
        }
    }

    @Override
    public ClassicHttpResponse execute(String id, ClassicHttpRequest request, HttpClientContext context)
            throws IOException, HttpException {
        HttpEntity entity = leaves(request);
        ClassicHttpResponse response = null;
        try {
            response = runtime.execute(id, request, context);
            return response;
        } finally {
            answered(request, entity, response, context);
        }
    }

    @Override
    public ClassicHttpResponse execute(
            String id,
            ClassicHttpRequest request,
            HttpResponseInformationCallback informationCallback,
            HttpClientContext context)
            throws IOException, HttpException {
        HttpEntity entity = leaves(request);
        ClassicHttpResponse response = null;
        try {
            response = runtime.execute(id, request, informationCallback, context);
            return response;
        } finally {
            answered(request, entity, response, context);
        }
    }

    /** Returns the body that was observed from here on, if there is one. */
    private @Nullable HttpEntity leaves(ClassicHttpRequest request) {
        exchanging = !Method.CONNECT.isSame(request.getMethod());
        if (!exchanging) {
            // The tunnel through a proxy is a part of the connection.
            open.connecting();
            return null;
        }
        head.leaves(request);
        HttpEntity entity = request.getEntity();
        if (entity == null) {
            open.sentAtOnce();
        } else {
            open.sending();
            request.setEntity(new SentEntity(entity, open));
        }
        return entity;
    }

    private void answered(
            ClassicHttpRequest request,
            @Nullable HttpEntity entity,
            @Nullable ClassicHttpResponse response,
            HttpClientContext context) {
        if (!exchanging) {
            open.connected();
            return;
        }
        if (entity != null) {
            request.setEntity(entity);
        }
        head.hasLeft(request);
        if (response != null) {
            answer = response;
            open.headReceived();
        }
        tellDetails(response == null ? null : response.getVersion(), context);
    }

    private void tellDetails(@Nullable ProtocolVersion version, HttpClientContext context) {
        try {
            ExchangeDetails.tell(head, version, context);
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    @Override
    public boolean isExecutionAborted() {
        return runtime.isExecutionAborted();
    }

    @Override
    public boolean isEndpointAcquired() {
        return runtime.isEndpointAcquired();
    }

    @Override
    public void releaseEndpoint() {
        runtime.releaseEndpoint();
    }

    /** Of a response that is closed at once, nothing else is told: its entity is not closed. */
    @Override
    public void discardEndpoint() {
        try {
            runtime.discardEndpoint();
        } finally {
            ResponseBody unread = body;
            if (unread != null) {
                unread.dropped();
            }
        }
    }

    @Override
    public boolean isEndpointConnected() {
        return runtime.isEndpointConnected();
    }

    @Override
    public void disconnectEndpoint() throws IOException {
        runtime.disconnectEndpoint();
    }

    @Override
    public EndpointInfo getEndpointInfo() {
        return runtime.getEndpointInfo();
    }

    @Override
    public boolean isConnectionReusable() {
        return runtime.isConnectionReusable();
    }

    @Override
    public void markConnectionReusable(Object state, TimeValue validityTime) {
        runtime.markConnectionReusable(state, validityTime);
    }

    @Override
    public void markConnectionNonReusable() {
        runtime.markConnectionNonReusable();
    }

    @Override
    public ExecRuntime fork(CancellableDependency cancellable) {
        return runtime.fork(cancellable);
    }
}
