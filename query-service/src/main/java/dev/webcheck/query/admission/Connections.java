package dev.webcheck.query.admission;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** The connections of clients. */
public final class Connections {

    private Connections() {}

    /**
     * Ends an answer in the midst, so that its reader sees that it is not whole. What was not sent yet is dropped at once: Vert.x would send
     * it before it closes the connection, for which a reader that takes nothing would have to read.
     *
     * @param context the request that is answered
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it is closed, or was before
    public static void cut(ResteasyReactiveRequestContext context) {
        HttpServerRequest request = context.unwrap(HttpServerRequest.class);
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else if (request.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().close();
        }
    }
}
