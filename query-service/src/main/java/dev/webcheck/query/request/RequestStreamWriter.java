package dev.webcheck.query.request;

import dev.webcheck.query.admission.Admission;
import dev.webcheck.query.admission.Connections;
import dev.webcheck.store.read.StoreState;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.request.RecordedRequest;
import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes a piece of a stream once the one before has gone out, so a slow reader holds a piece and no thread. A few threads read and write
 * the pieces of all streams, in turn, so that streams leave connections to the database to other questions. When a piece cannot be read
 * or is not taken in time, the connection is cut: a body that just ended would look whole.
 */
@Provider
class RequestStreamWriter implements ServerMessageBodyWriter<RequestStream> {

    private static final Logger LOG = Logger.getLogger(RequestStreamWriter.class);

    /** A quarter of the connections to the database. */
    private static final int THREADS = 4;

    /** Each lasts as long as a connection to the database is waited for. */
    private static final int MOST_TURNS = 10;

    private final Admission admission;
    private final ExecutorService threads;

    RequestStreamWriter(Admission admission) {
        this.admission = admission;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "request-streams-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
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
    public void writeResponse(RequestStream stream, Type genericType, ServerRequestContext context) throws IOException {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        request.suspend();
        request.serverResponse().setChunked(true);
        writeNext(stream, request);
        Admission.requestIsDone(request);
    }

    @Override
    public void writeTo(
            RequestStream stream,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("streams are written to the server's response only");
    }

    private void writeOn(RequestStream stream, ResteasyReactiveRequestContext request) {
        try {
            writeNext(stream, request);
        } catch (IOException | RuntimeException trouble) {
            cut(request, String.valueOf(trouble.getMessage()));
        }
    }

    private void writeNext(RequestStream stream, ResteasyReactiveRequestContext request) throws IOException {
        ServerHttpResponse response = request.serverResponse();
        if (!stream.hasNext()) {
            response.end(stream.text().end());
            end(request);
            return;
        }
        byte[] piece = stream.text().of(next(stream, response));
        if (piece.length == 0) {
            // Nobody has to search on for a client that has gone; other streams have their turn meanwhile.
            if (response.closed()) {
                end(request);
            } else {
                later(stream, request);
            }
            return;
        }
        inTime(response.write(piece)).whenComplete((written, failure) -> {
            if (failure == null) {
                later(stream, request);
            } else if (failure instanceof TimeoutException) {
                cut(request, "its reader did not take a piece within " + admission.slowReader());
            } else {
                // Its client has gone.
                end(request);
            }
        });
    }

    private CompletionStage<?> inTime(CompletionStage<?> written) {
        return admission.slowReader().isZero()
                ? written
                : written.toCompletableFuture().orTimeout(admission.slowReader().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void later(RequestStream stream, ResteasyReactiveRequestContext request) {
        try {
            threads.execute(() -> writeOn(stream, request));
        } catch (RejectedExecutionException stopping) {
            cut(request, "the service stops");
        }
    }

    /** A stream that has begun waits its turn, for some time. */
    private static List<RecordedRequest> next(RequestStream stream, ServerHttpResponse response) {
        for (int turn = 1; ; turn++) {
            try {
                return stream.next();
            } catch (StoreUnavailableException trouble) {
                if (trouble.state() != StoreState.BUSY || turn == MOST_TURNS || response.closed()) {
                    throw trouble;
                }
            }
        }
    }

    private static void cut(ResteasyReactiveRequestContext request, String reason) {
        LOG.infof("a stream of requests was cut off: %s", reason);
        Connections.cut(request);
        end(request);
    }

    private static void end(ResteasyReactiveRequestContext request) {
        Admission.streamIsDone(request);
        request.close();
    }
}
