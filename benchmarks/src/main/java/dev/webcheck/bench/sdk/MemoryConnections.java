package dev.webcheck.bench.sdk;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A pool that never makes anybody wait: everything of a request but the network is as it is in an application. */
final class MemoryConnections implements HttpClientConnectionManager {

    private final ThreadLocal<MemoryConnection> ofThread;

    MemoryConnections(long workPerAnswer) {
        ofThread = ThreadLocal.withInitial(() -> new MemoryConnection(workPerAnswer));
    }

    @Override
    public LeaseRequest lease(String id, HttpRoute route, Timeout timeout, @Nullable Object state) {
        MemoryEndpoint endpoint = new MemoryEndpoint(ofThread.get());
        return new LeaseRequest() {
            @Override
            public ConnectionEndpoint get(Timeout longest) {
                return endpoint;
            }

            @Override
            public boolean cancel() {
                return false;
            }
        };
    }

    @Override
    public void release(ConnectionEndpoint endpoint, @Nullable Object state, TimeValue validFor) {}

    @Override
    public void connect(ConnectionEndpoint endpoint, TimeValue timeout, HttpContext context) {}

    @Override
    public void upgrade(ConnectionEndpoint endpoint, HttpContext context) {}

    @Override
    public void close() {}

    @Override
    public void close(CloseMode mode) {}
}
