package dev.webcheck.ingest.connection;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Lets a client send a body over HTTP/2 while the rest of an earlier one is still being discarded. All streams of a connection share
 * its window (RFC 9113, section 5.2), which has 64 KiB if nobody says otherwise: less than one body that is refused.
 */
@Singleton
class ConnectionWindow implements HttpServerOptionsCustomizer {

    private static final int BYTES = 16 << 20;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ConnectionWindowSize(BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
