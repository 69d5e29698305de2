package dev.webcheck.bench.sdk;

import java.io.IOException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** A lease of a {@link MemoryConnection}; HttpClient's own executor talks to it. */
final class MemoryEndpoint extends ConnectionEndpoint {

    private final MemoryConnection connection;

    MemoryEndpoint(MemoryConnection connection) {
        this.connection = connection;
    }

    @Override
    @SuppressWarnings("deprecation")
    public ClassicHttpResponse execute(
            String id, ClassicHttpRequest request, HttpRequestExecutor executor, HttpContext context)
            throws IOException, HttpException {
        return executor.execute(request, connection, context);
    }

    @Override
    public ClassicHttpResponse execute(
            String id, ClassicHttpRequest request, RequestExecutor executor, HttpContext context)
            throws IOException, HttpException {
        return executor.execute(request, connection, context);
    }

    @Override
    public boolean isConnected() {
        return connection.isOpen();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {}

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public void close(CloseMode mode) {
        connection.close(mode);
    }
}
