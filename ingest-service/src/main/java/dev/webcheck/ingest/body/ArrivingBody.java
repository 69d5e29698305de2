package dev.webcheck.ingest.body;

import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The body of one request while it arrives. No thread waits for it. All methods are for the event loop of the connection. */
public final class ArrivingBody {

    private static final long CHECK_MILLIS = 500;

    private final HttpServerRequest request;
    private final InFlight.Place place;
    private final BodyPace pace;
    private final int max;
    private final long start = System.nanoTime();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Runnable over = () -> {};

    /**
     * Prepares to receive.
     *
     * @param request the request
     * @param place its place, which holds what arrives
     * @param pace how fast the body has to arrive
     * @param max the largest body, in bytes
     */
    public ArrivingBody(HttpServerRequest request, InFlight.Place place, BodyPace pace, int max) {
        this.request = request;
        this.place = place;
        this.pace = pace;
        this.max = max;
    }

    /**
     * Starts to read.
     *
     * @param vertx for timers
     * @return the body, or the {@link Refused} that stopped it
     */
    public CompletableFuture<byte[]> receive(Vertx vertx) {
        long timer = vertx.setPeriodic(CHECK_MILLIS, tick -> attempt(this::checkPace));
        over = () -> vertx.cancelTimer(timer);
        request.handler(chunk -> attempt(() -> add(chunk)));
        request.exceptionHandler(
                broken -> fail(new Refused(Refusal.MALFORMED_BODY, "The body broke off before its end.")));
        request.endHandler(end -> {
            over.run();
            whole.complete(bytes.toByteArray());
        });
        if (request.headers().contains("Expect", "100-continue", true)) {
            request.response().writeContinue();
        }
        request.resume();
        return whole;
    }

    private void add(Buffer chunk) {
        if (bytes.size() + chunk.length() > max) {
            throw BodyReader.tooLarge(max);
        }
        place.hold(chunk.length());
        bytes.writeBytes(chunk.getBytes());
    }

    private void checkPace() {
        pace.check(bytes.size(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void attempt(Runnable step) {
        if (!whole.isDone()) {
            try {
                step.run();
            } catch (Refused e) {
                fail(e);
            }
        }
    }

    private void fail(Refused refused) {
        over.run();
        request.pause();
        whole.completeExceptionally(refused);
    }
}
