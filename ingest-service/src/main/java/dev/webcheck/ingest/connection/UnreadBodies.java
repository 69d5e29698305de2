package dev.webcheck.ingest.connection;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Frees a connection from the body of a request that was answered before its body was read to the end.
 *
 * <p>Vert.x does not read on by itself: it keeps the connection, and everything that the client sends on it waits behind the
 * unread body until the connection has been idle for two minutes. So the rest is read and discarded, for a bounded time. A
 * rest that is known to be small leaves the connection usable. Otherwise the answer says {@code Connection: close}, and the
 * connection is closed at the end of the body or of the time, whichever comes first. It is not closed at once: to close a
 * socket with unread bytes resets it, and a reset can overtake the answer.
 */
@ApplicationScoped
class UnreadBodies {

    /** The largest rest that is read for the sake of the connection. */
    private static final long SMALL_REST = 256 * 1024;

    private static final long PATIENCE_MILLIS = Duration.ofSeconds(1).toMillis();

    /**
     * A stream of HTTP/2 holds up no other, so it has more time. It needs more: after the whole answer the client of JDK 17 ignores the
     * reset that RFC 9113, section 8.1, allows for, and waits to send the rest until its own timeout.
     */
    private static final long PATIENCE_WITH_STREAM_MILLIS =
            Duration.ofSeconds(30).toMillis();

    private static final long NO_ERROR = 0;
    private static final String WATCHED = UnreadBodies.class.getName();

    /** Before all other routes, so that their answers are covered too; also for requests that failed before any route. */
    void route(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Router router) {
        router.route().order(Integer.MIN_VALUE).handler(UnreadBodies::watch).failureHandler(UnreadBodies::watch);
    }

    private static void watch(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (hasBody(request) && routing.get(WATCHED) == null) {
            routing.put(WATCHED, true);
            Context eventLoop = Vertx.currentContext();
            routing.addHeadersEndHandler(head -> announce(request));
            routing.addEndHandler(end -> eventLoop.runOnContext(next -> discardRest(request)));
        }
        routing.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || length(request) > 0;
    }

    private static void announce(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2 && !request.isEnded() && !isRestSmall(request)) {
            request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** A client that waits for 100 and gets a final answer need not send the body, so that the next request could be it. */
    private static boolean isRestSmall(HttpServerRequest request) {
        return !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                && !request.headers().contains(HttpHeaders.EXPECT)
                && length(request) - request.bytesRead() <= SMALL_REST;
    }

    private static void discardRest(HttpServerRequest request) {
        boolean closing = request.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
        if (request.isEnded()) {
            if (closing) {
                close(request);
            }
            return;
        }
        Vertx vertx = Vertx.currentContext().owner();
        long patience = request.version() == HttpVersion.HTTP_2 ? PATIENCE_WITH_STREAM_MILLIS : PATIENCE_MILLIS;
        long timer = vertx.setTimer(patience, late -> close(request));
        request.exceptionHandler(broken -> vertx.cancelTimer(timer));
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            if (closing) {
                close(request);
            }
        });
        request.handler(discarded -> {});
        request.resume();
    }

    private static void close(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }

    private static long length(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
