package dev.webcheck.query.admission;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Bounds what the operating system holds of an answer for a reader that does not take it. Left to itself, Linux makes that buffer up to 4 MB
 * large, once for each connection, and counts it to the memory of the container.
 */
@Singleton
class SendBuffers implements HttpServerOptionsCustomizer {

    /** Two pieces of a stream. Linux takes twice as much, for its own records. */
    private static final int BYTES = 128 << 10;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
