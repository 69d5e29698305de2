package dev.webcheck.query.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.webcheck.store.read.StoreState;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.request.RecordedRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes a line a request. The next page is read once the one before has gone out, so a slow client holds neither
 * a thread nor memory. When a page cannot be read, the connection is cut: a body that just ended would look whole.
 */
@Provider
class RequestStreamWriter implements ServerMessageBodyWriter<RequestStream> {

    private static final Logger LOG = Logger.getLogger(RequestStreamWriter.class);

    /** Each lasts as long as a connection to the database is waited for. */
    private static final int MOST_TURNS = 10;

    private final ObjectWriter json;
    private final Executor workers;

    RequestStreamWriter(ObjectMapper mapper, ManagedExecutor workers) {
        this.json = mapper.writerFor(RecordedRequest.class);
        this.workers = workers;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == RequestStream.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == RequestStream.class;
    }

    @Override
    public void writeResponse(RequestStream body, Type genericType, ServerRequestContext context) throws IOException {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        request.suspend();
        context.serverResponse().setChunked(true);
        String head = body.format() == ListFormat.CSV ? CsvFormat.header() : "";
        write(head, body, request);
    }

    @Override
    public void writeTo(
            RequestStream body,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException, WebApplicationException {
        throw new UnsupportedOperationException("streams are written to the server's response only");
    }

    private void write(String head, RequestStream body, ResteasyReactiveRequestContext request) throws IOException {
        ServerHttpResponse response = request.serverResponse();
        response.write(lines(head, body))
                .whenCompleteAsync(
                        (written, failure) -> {
                            if (failure != null) {
                                request.close();
                                return;
                            }
                            try {
                                var next = nextWithRequests(body, response);
                                if (next.isPresent()) {
                                    write("", next.get(), request);
                                } else {
                                    response.end();
                                    request.close();
                                }
                            } catch (IOException | RuntimeException trouble) {
                                LOG.warnf("a stream of requests was cut off: %s", trouble.getMessage());
                                cut(request);
                            }
                        },
                        workers);
    }

    /** Nobody has to search on for a client that has gone. */
    private static Optional<RequestStream> nextWithRequests(RequestStream body, ServerHttpResponse response) {
        Optional<RequestStream> next = next(body, response);
        while (next.isPresent() && next.get().requests().isEmpty()) {
            next = response.closed() ? Optional.empty() : next(next.get(), response);
        }
        return next;
    }

    /** A stream that has begun waits its turn, for some time. */
    private static Optional<RequestStream> next(RequestStream body, ServerHttpResponse response) {
        for (int turn = 1; ; turn++) {
            try {
                return body.next();
            } catch (StoreUnavailableException trouble) {
                if (trouble.state() != StoreState.BUSY || turn == MOST_TURNS || response.closed()) {
                    throw trouble;
                }
            }
        }
    }

    private byte[] lines(String head, RequestStream body) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        for (RecordedRequest request : body.requests()) {
            if (body.format() == ListFormat.CSV) {
                lines.writeBytes(CsvFormat.row(request).getBytes(StandardCharsets.UTF_8));
            } else {
                lines.writeBytes(json.writeValueAsBytes(request));
                lines.write('\n');
            }
        }
        return lines.toByteArray();
    }

    private static void cut(ResteasyReactiveRequestContext request) {
        HttpServerRequest http = request.unwrap(HttpServerRequest.class);
        http.response().reset();
        request.close();
    }
}
