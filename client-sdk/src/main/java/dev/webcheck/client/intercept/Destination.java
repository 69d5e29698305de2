package dev.webcheck.client.intercept;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Where a request is sent to.
 *
 * @param host the target of its route
 * @param socket the socket that leads there; null if the network does
 */
record Destination(HttpHost host, @Nullable UnixSocket socket) {

    static Destination of(HttpRoute route) {
        return new Destination(route.getTargetHost(), UnixSocket.of(route));
    }

    /** The host as the record names it. */
    HttpHost recordedHost() {
        return socket == null ? host : new HttpHost(host.getSchemeName(), socket.host());
    }
}
