package dev.webcheck.query.live;

import dev.webcheck.query.admission.Admission;
import dev.webcheck.query.admission.Connections;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Opens a stream of server-sent events and hands it to {@link LiveRequests}, which writes to it from then on. */
@Provider
class LiveWriter implements ServerMessageBodyWriter<LiveBody> {

    /** Asks clients to come back so many milliseconds after the connection was lost. */
    private static final byte[] HELLO = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    private final LiveRequests live;

    LiveWriter(LiveRequests live) {
        this.live = live;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == LiveBody.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == LiveBody.class;
    }

    @Override
    public void writeResponse(LiveBody body, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        request.suspend();
        ServerHttpResponse response = request.serverResponse();
        response.setChunked(true);
        LiveListener listener =
                new LiveListener(body.filter(), body.resumed(), new ResponseSink(request), System.nanoTime());
        response.addCloseHandler(() -> live.leave(listener));
        response.write(HELLO).thenRun(() -> live.join(listener));
        Admission.requestIsDone(context);
    }

    @Override
    public void writeTo(
            LiveBody body,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("events are written to the server's response only");
    }

    private record ResponseSink(ResteasyReactiveRequestContext request) implements LiveListener.Sink {

        @Override
        public CompletionStage<?> write(byte[] text) {
            return request.serverResponse().write(text);
        }

        @Override
        public void close() {
            Connections.cut(request);
            request.close();
        }
    }
}
