package dev.webcheck.bench.sdk;

import java.io.ByteArrayInputStream;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSession;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.entity.BasicHttpEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** A connection to a server that answers everything at once with the same small document, at the cost of some work. */
final class MemoryConnection implements HttpClientConnection {

    private static final byte[] BODY = "{\"id\":4711,\"items\":[1,2,3],\"note\":\"%s\"}"
            .formatted("x".repeat(200))
            .getBytes(StandardCharsets.UTF_8);

    private final long work;
    private boolean open = true;

    /** Each answer takes so much of a processor, see {@link Blackhole#consumeCPU}. */
    MemoryConnection(long work) {
        this.work = work;
    }

    @Override
    public boolean isConsistent() {
        return true;
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) {}

    @Override
    public void terminateRequest(ClassicHttpRequest request) {}

    @Override
    public void sendRequestEntity(ClassicHttpRequest request) {}

    @Override
    public ClassicHttpResponse receiveResponseHeader() {
        Blackhole.consumeCPU(work);
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
        response.setHeader("Content-Type", "application/json");
        response.setHeader("Content-Length", BODY.length);
        response.setHeader("Date", "Tue, 24 Nov 2026 08:00:00 GMT");
        return response;
    }

    @Override
    public void receiveResponseEntity(ClassicHttpResponse response) {
        response.setEntity(
                new BasicHttpEntity(new ByteArrayInputStream(BODY), BODY.length, ContentType.APPLICATION_JSON));
    }

    @Override
    public boolean isDataAvailable(Timeout timeout) {
        return true;
    }

    @Override
    public boolean isStale() {
        return false;
    }

    @Override
    public void flush() {}

    @Override
    public @Nullable SSLSession getSSLSession() {
        return null;
    }

    @Override
    public @Nullable EndpointDetails getEndpointDetails() {
        return null;
    }

    @Override
    public @Nullable SocketAddress getLocalAddress() {
        return null;
    }

    @Override
    public @Nullable SocketAddress getRemoteAddress() {
        return null;
    }

    @Override
    public ProtocolVersion getProtocolVersion() {
        return HttpVersion.HTTP_1_1;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Timeout getSocketTimeout() {
        return Timeout.DISABLED;
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {}

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void close(CloseMode mode) {
        open = false;
    }
}
