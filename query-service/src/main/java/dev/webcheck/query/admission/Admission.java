package dev.webcheck.query.admission;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Whether there is room for one more answer. What has none is refused with 503 and {@code Retry-After}. This class is threadsafe. */
@ApplicationScoped
public class Admission {

    /** Answers of up to so many bytes go out whole where they could be streamed, and are small. */
    public static final int WHOLE_ANSWER_BYTES = 128 << 10;

    private static final String REQUEST = Admission.class.getName() + ".request";
    private static final String STREAM = Admission.class.getName() + ".stream";

    private final Places smallRequests;
    private final Places largeRequests;
    private final Duration maxWait;
    private final Semaphore streams;
    private final AtomicLong unsent = new AtomicLong();
    private final long mostUnsent;
    private final Duration slowReader;

    Admission(AdmissionSettings settings) {
        if (settings.requests() < 2) {
            throw new IllegalArgumentException(
                    "webcheck.query.admission.requests is " + settings.requests() + ", must be at least 2");
        }
        this.largeRequests = new Places(settings.requests() / 2);
        this.smallRequests = new Places(settings.requests() - settings.requests() / 2);
        this.maxWait = settings.maxWait();
        this.streams = new Semaphore(settings.streams());
        this.mostUnsent = settings.unsent().asLongValue();
        this.slowReader = settings.slowReader();
    }

    /**
     * Takes room for working on a request. Where there is none, the request waits for its turn for a bounded time, and no thread with it.
     *
     * @param isLarge whether it asks for more than a page of the usual length; such requests have half of the room
     * @return fails with {@link NoRoomException} if there is none in time
     */
    Uni<Void> admitRequest(ResteasyReactiveRequestContext request, boolean isLarge) {
        Places places = isLarge ? largeRequests : smallRequests;
        return Uni.createFrom()
                .completionStage(places.take(maxWait))
                .onFailure()
                .transform(timeout ->
                        new NoRoomException("As many requests are worked on at present as may be at a time."))
                .invoke(place -> hold(REQUEST, place, request))
                .replaceWithVoid();
    }

    /**
     * Gives the room of a request back: its answer is written, or is streamed from now on.
     *
     * @param request the request
     */
    public static void requestIsDone(ServerRequestContext request) {
        release(REQUEST, request);
    }

    /**
     * Takes room for answering the present request by a stream.
     *
     * @throws NoRoomException if there is none
     */
    public void admitStream() {
        if (!streams.tryAcquire()) {
            throw new NoRoomException("As many answers are streamed at present as may be at a time.");
        }
        hold(STREAM, new Lease(streams::release), CurrentRequestManager.get());
    }

    /**
     * Gives the room of a stream back.
     *
     * @param request the request that it answers
     */
    public static void streamIsDone(ServerRequestContext request) {
        release(STREAM, request);
    }

    /**
     * Room for an answer that waits for its reader.
     *
     * @param bytes how long it is
     * @return the room, to be given back once the answer has gone out
     * @throws NoRoomException if there is none
     */
    Lease unsent(long bytes) {
        long most = bytes > WHOLE_ANSWER_BYTES ? mostUnsent / 2 : mostUnsent;
        if (unsent.addAndGet(bytes) > most) {
            unsent.addAndGet(-bytes);
            throw new NoRoomException("Too many answers wait for their readers at present.");
        }
        return new Lease(() -> unsent.addAndGet(-bytes));
    }

    /** At the latest, the room is given back when the request is over, whatever becomes of it. */
    private static void hold(String name, Lease lease, ResteasyReactiveRequestContext request) {
        request.setProperty(name, lease);
        request.registerCompletionCallback(failure -> lease.release());
    }

    private static void release(String name, ServerRequestContext request) {
        if (request instanceof ResteasyReactiveRequestContext context
                && context.getProperty(name) instanceof Lease lease) {
            lease.release();
        }
    }

    /**
     * How long a reader may take for a piece of a stream.
     *
     * @return zero if for ever
     */
    public Duration slowReader() {
        return slowReader;
    }
}
