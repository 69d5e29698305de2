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
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.util.TimeValue;

/** What carries out a request, unchanged, which tells how far it has come. */
final class ObservedRuntime implements ExecRuntime {

    private final ExecRuntime runtime;
    private final OpenRequest open;
    private final OwnFailures failures;

    ObservedRuntime(ExecRuntime runtime, OpenRequest open, OwnFailures failures) {
        this.runtime = runtime;
        this.open = open;
        this.failures = failures;
    }

    @Override
    public void acquireEndpoint(String id, HttpRoute route, Object state, HttpClientContext context)
            throws IOException {
        runtime.acquireEndpoint(id, route, state, context);
        open.leased();
    }

    @Override
    public void connectEndpoint(HttpClientContext context) throws IOException {
        open.connecting();
        ConnectingRequest.enter(open);
        try {
            runtime.connectEndpoint(context);
        } finally {
            ConnectingRequest.leave();
            open.connected();
        }
    }

    @Override
    public void upgradeTls(HttpClientContext context) throws IOException {
        open.connecting();
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
        return observe(request, context, () -> runtime.execute(id, request, context));
    }

    @Override
    public ClassicHttpResponse execute(
            String id,
            ClassicHttpRequest request,
            HttpResponseInformationCallback informationCallback,
            HttpClientContext context)
            throws IOException, HttpException {
        return observe(request, context, () -> runtime.execute(id, request, informationCallback, context));
    }

    /** One way of the delegate to send a request. */
    private interface Exchange {
        ClassicHttpResponse run() throws IOException, HttpException;
    }

    private ClassicHttpResponse observe(ClassicHttpRequest request, HttpClientContext context, Exchange exchange)
            throws IOException, HttpException {
        // The tunnel through a proxy is a part of the connection.
        if (Method.CONNECT.isSame(request.getMethod())) {
            open.connecting();
            return exchange.run();
        }
        HttpEntity entity = request.getEntity();
        ClassicHttpResponse response;
        if (entity == null) {
            open.sentAtOnce();
            response = exchange.run();
        } else {
            open.sending();
            request.setEntity(new SentEntity(entity, open));
            try {
                response = exchange.run();
            } finally {
                request.setEntity(entity);
            }
        }
        open.headReceived();
        tellPeer(response, context);
        return response;
    }

    private void tellPeer(ClassicHttpResponse response, HttpClientContext context) {
        try {
            ExchangeDetails.tell(open, response.getVersion(), context);
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

    @Override
    public void discardEndpoint() {
        runtime.discardEndpoint();
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
