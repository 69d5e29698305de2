package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * A TLS strategy, unchanged, which tells the request that a connection is opened for how long the handshake took. This class
 * is threadsafe. Needs HttpClient 5.4.
 */
public final class ObservedTls implements TlsSocketStrategy {

    private final TlsSocketStrategy strategy;

    /**
     * Observes.
     *
     * @param strategy does the work
     */
    public ObservedTls(TlsSocketStrategy strategy) {
        this.strategy = strategy;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        long startNanos = System.nanoTime();
        try {
            return strategy.upgrade(socket, target, port, attachment, context);
        } finally {
            OpenRequest open = ConnectingRequest.ofThread();
            if (open != null) {
                open.secured(System.nanoTime() - startNanos);
            }
        }
    }
}
