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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
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
 * the pieces of all streams, in turn, so that streams leave CPU time and connections to the database to other questions, however many
 * begin at once. When a piece cannot be read or is not taken in time, the connection is cut: a body that just ended would look whole.
 */
@Provider
class RequestStreamWriter implements ServerMessageBodyWriter<RequestStream> {

    private static final Logger LOG = Logger.getLogger(RequestStreamWriter.class);

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** One may wait for the database while another writes. */
    private static final int THREADS = Math.max(2, PROCESSORS);

    /** Each lasts as long as a connection to the database is waited for. */
    private static final int MOST_TURNS = 10;

    private final Admission admission;
    private final ExecutorService threads;

    /** Leaves half of the processors, or one of two, to other answers. */
    private final Semaphore writing = new Semaphore(Math.max(1, PROCESSORS / 2), true);

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
    public void writeResponse(RequestStream stream, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        request.suspend();
        request.serverResponse().setChunked(true);
        inTurn(request, () -> {
            writeOn(stream, request);
            Admission.requestIsDone(request);
        });
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
        List<RecordedRequest> requests = next(stream, response);
        if (requests.isEmpty() && response.closed()) {
            // Nobody has to search on for a client that has gone.
            end(request);
            return;
        }
        inTime(write(requests, stream.text(), request)).whenComplete((written, failure) -> {
            if (failure == null) {
                inTurn(request, () -> writeOn(stream, request));
            } else if (failure instanceof TimeoutException) {
                cut(request, "its reader did not take a piece within " + admission.slowReader());
            } else {
                // Its client has gone.
                end(request);
            }
        });
    }

    /**
     * Returns once the event loop has compressed the piece, which takes longer than all else here. So the event loops have no more than a
     * few pieces to compress at a time, and the clients that share them with streams are answered in between.
     */
    private CompletionStage<?> write(
            List<RecordedRequest> requests, StreamText text, ResteasyReactiveRequestContext request)
            throws IOException {
        writing.acquireUninterruptibly();
        try {
            byte[] piece = text.of(requests);
            if (piece.length == 0) {
                return CompletableFuture.completedFuture(null);
            }
            CompletionStage<?> sent = request.serverResponse().write(piece);
            // The event loop does one thing after the other.
            CompletableFuture.runAsync(() -> {}, request.getContextExecutor()).join();
            return sent;
        } finally {
            writing.release();
        }
    }

    private CompletionStage<?> inTime(CompletionStage<?> written) {
        return admission.slowReader().isZero()
                ? written
                : written.toCompletableFuture().orTimeout(admission.slowReader().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void inTurn(ResteasyReactiveRequestContext request, Runnable turn) {
        try {
            threads.execute(turn);
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
