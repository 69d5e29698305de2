package dev.webcheck.client.record;

import dev.webcheck.client.compact.Measurements;
import dev.webcheck.client.compact.Measurements.Measure;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A request whose end is awaited. Whoever carries it out tells how far it has come, in the order of the methods, as far as
 * it can be seen; the journal knows the phase at once, the rest is told with the end. The first of the ends counts.
 * Nothing here throws.
 *
 * <p>The ends may be told by any threads at once; all else by one thread after another.
 */
public final class OpenRequest {

    private static final AtomicIntegerFieldUpdater<OpenRequest> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(OpenRequest.class, "ended");

    private static final long NO_PLACE = -1;

    private final RequestRecorder recorder;
    private final UUID id;
    private final long startNanos;
    private final Measurements measurements = new Measurements();

    /** When the present phase began, or the present part of it. */
    private long sinceNanos;

    /** What of the time to connect is told by itself. */
    private long apartNanos;

    @SuppressWarnings("UnusedVariable") // by its updater
    private volatile int ended;

    /** Where the journal keeps it, once its begin is recorded. */
    private long place = NO_PLACE;

    private @Nullable Runnable beforeEnd;

    private RequestPhase phase = RequestPhase.LEASING;
    private int status = -1;
    private boolean bodyArrived;
    private boolean bodyDecoded;
    private @Nullable String protocolVersion;
    private @Nullable InetSocketAddress peer;
    private @Nullable String socket;
    private Map<String, String> responseHeaders = Map.of();

    OpenRequest(RequestRecorder recorder, UUID id, long startNanos) {
        this.recorder = recorder;
        this.id = id;
        this.startNanos = startNanos;
        this.sinceNanos = startNanos;
    }

    /**
     * The id under which it is recorded.
     *
     * @return a request id
     */
    public UUID id() {
        return id;
    }

    long place() {
        return place;
    }

    /**
     * Records its begin. Without that, nothing of it is recorded.
     *
     * @param callId the call that it is a part of; null if it is the first of one, which then has its id
     * @param attempt its number within the call, from 1 on
     * @param method its method
     * @param url its URL, without secrets
     * @param trace the trace that it is a part of
     * @param headers those of its headers that are recorded
     * @return false if there is no room for it, or none any more
     */
    public boolean begin(
            @Nullable UUID callId,
            int attempt,
            String method,
            CharSequence url,
            Optional<TraceContext> trace,
            Map<String, String> headers) {
        place = recorder.begin(this, callId, attempt, method, url, trace, headers);
        if (place != NO_PLACE && phase != RequestPhase.LEASING) {
            recorder.moved(this, phase);
        }
        return place != NO_PLACE;
    }

    /**
     * Records its begin again, with what was not known the first time. What was told then stays if there is no room.
     *
     * @param callId as in the begin
     * @param attempt as in the begin
     * @param method its method
     * @param url its URL, without secrets
     * @param trace the trace that it is a part of
     * @param headers those of its headers that are recorded
     */
    public void amend(
            @Nullable UUID callId,
            int attempt,
            String method,
            CharSequence url,
            Optional<TraceContext> trace,
            Map<String, String> headers) {
        if (place != NO_PLACE && ended == 0) {
            recorder.amend(this, callId, attempt, method, url, trace, headers);
        }
    }

    /**
     * Gives its begin a last chance to be recorded.
     *
     * @param last is run when its end is told, before that is recorded; null for nothing
     */
    public void beforeEnd(@Nullable Runnable last) {
        beforeEnd = last;
    }

    /** The pool has no connection for it, and has not tried to open one. */
    public void notLeased() {
        move(RequestPhase.LEASING);
    }

    /** It has got a connection, be it open already or not. */
    public void leased() {
        measurements.add(Measure.LEASE, lap());
    }

    /** Its connection is about to be opened. */
    public void connecting() {
        move(RequestPhase.CONNECTING);
        apartNanos = 0;
        sinceNanos = System.nanoTime();
    }

    /**
     * The name of its host has been looked up.
     *
     * @param nanos how long that took
     */
    public void resolved(long nanos) {
        measurements.add(Measure.DNS, nanos);
        apartNanos += nanos;
    }

    /**
     * The TLS handshake is over.
     *
     * @param nanos how long that took
     */
    public void secured(long nanos) {
        measurements.add(Measure.TLS, nanos);
        apartNanos += nanos;
    }

    /** Its connection is open, or could not be opened. What was seen apart is not part of the time to connect. */
    public void connected() {
        measurements.add(Measure.CONNECT, lap() - apartNanos);
    }

    /** The first of its bytes is about to leave. */
    public void sending() {
        move(RequestPhase.SENDING);
        sinceNanos = System.nanoTime();
    }

    /**
     * More of its body has been written.
     *
     * @param bytes how much more
     */
    public void bodySent(long bytes) {
        measurements.add(Measure.REQUEST_BODY_SIZE, bytes);
    }

    /** It is about to be written, and has no body: nobody could see when it has been. */
    public void sentAtOnce() {
        move(RequestPhase.AWAITING);
        sinceNanos = System.nanoTime();
    }

    /** All of it has been written. */
    public void sent() {
        move(RequestPhase.AWAITING);
        measurements.add(Measure.SEND, lap());
    }

    /**
     * Where it has been sent to, and by which version of HTTP.
     *
     * @param address null if that is not known
     * @param version null if that is not known
     */
    public void exchangedWith(@Nullable InetSocketAddress address, @Nullable String version) {
        peer = address;
        protocolVersion = version;
    }

    /**
     * The Unix domain socket that it has been sent to, and by which version of HTTP.
     *
     * @param path of the socket
     * @param version null if that is not known
     */
    public void exchangedThrough(String path, @Nullable String version) {
        socket = path;
        protocolVersion = version;
    }

    /** The head of an answer has arrived, maybe not of the last. */
    public void headReceived() {
        measurements.set(Measure.FIRST_BYTE, lap());
    }

    /**
     * The head of the answer that counts has arrived.
     *
     * @param statusCode its status
     * @param headers those of its headers that are recorded
     */
    public void answered(int statusCode, Map<String, String> headers) {
        move(RequestPhase.READING);
        status = statusCode;
        responseHeaders = headers;
        sinceNanos = System.nanoTime();
    }

    /**
     * More of the answer's body has arrived.
     *
     * @param bytes how much more
     */
    public void bodyReceived(long bytes) {
        measurements.add(Measure.RESPONSE_BODY_SIZE, bytes);
    }

    /**
     * The application has been given more of the decoded body.
     *
     * @param bytes how much more
     */
    public void bodyDecoded(long bytes) {
        measurements.add(Measure.RESPONSE_DECODED_BODY_SIZE, bytes);
    }

    /** The body has arrived to its end, though the application may not know yet. */
    public void bodyArrived() {
        bodyArrived = true;
        measurements.add(Measure.RESPONSE_BODY_SIZE, 0);
    }

    /** The application has been given all of the decoded body. */
    public void bodyDecodedToEnd() {
        bodyDecoded = true;
        measurements.add(Measure.RESPONSE_DECODED_BODY_SIZE, 0);
    }

    /** The whole response is there. A status that no response can have is a broken protocol. */
    public void completed() {
        if (status >= 100 && status <= 999) {
            end(EndOutcome.COMPLETED, null);
        } else {
            status = -1;
            end(EndOutcome.FAILED, ErrorType.PROTOCOL);
        }
    }

    /**
     * It has failed.
     *
     * @param errorType why
     */
    public void failed(ErrorType errorType) {
        end(EndOutcome.FAILED, errorType);
    }

    /** The caller has cancelled it. */
    public void cancelled() {
        end(EndOutcome.CANCELLED, null);
    }

    /** Nobody can read or close the response any more. */
    public void unreachable() {
        if (bodyArrived) {
            completed();
        } else {
            end(EndOutcome.ABANDONED, null);
        }
    }

    private void end(EndOutcome outcome, @Nullable ErrorType errorType) {
        if (ENDED.compareAndSet(this, 0, 1)) {
            long now = System.nanoTime();
            if (phase == RequestPhase.READING) {
                measurements.set(Measure.BODY, now - sinceNanos);
            }
            if (outcome == EndOutcome.COMPLETED) {
                forgetParts();
            }
            if (beforeEnd != null) {
                beforeEnd.run();
            }
            if (place != NO_PLACE) {
                recorder.end(this, outcome, now - startNanos, errorType);
            }
        }
    }

    /** The part of a body that was seen is no size of the body of a response that counts as whole. */
    private void forgetParts() {
        if (!bodyArrived) {
            measurements.forget(Measure.RESPONSE_BODY_SIZE);
        }
        if (!bodyDecoded) {
            measurements.forget(Measure.RESPONSE_DECODED_BODY_SIZE);
        }
    }

    int status() {
        return status;
    }

    RequestPhase phase() {
        return phase;
    }

    Measurements measurements() {
        return measurements;
    }

    @Nullable String protocolVersion() {
        return protocolVersion;
    }

    @Nullable InetSocketAddress peer() {
        return peer;
    }

    @Nullable String socket() {
        return socket;
    }

    Map<String, String> responseHeaders() {
        return responseHeaders;
    }

    private void move(RequestPhase next) {
        if (phase != next) {
            phase = next;
            if (place != NO_PLACE) {
                recorder.moved(this, next);
            }
        }
    }

    /** The time since the last mark, which ends now. */
    private long lap() {
        long before = sinceNanos;
        sinceNanos = System.nanoTime();
        return sinceNanos - before;
    }
}
