package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import dev.webcheck.event.TraceContext;
import java.util.UUID;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * What the application asked for with one {@code execute}, kept in the context of its requests. Used by one thread after
 * another, as the context is.
 */
public final class Call {

    private static final String ATTRIBUTE = "webcheck.call";

    private Sampled sampled;
    private @Nullable UUID id;
    private @Nullable UUID lastRequest;
    private @Nullable ResponseBody lastBody;
    private @Nullable AsyncAttempt answering;
    private int attempts;

    private @Nullable String traceId;
    private boolean traceDropped;
    private @Nullable TraceContext injected;

    Call(Sampled sampled) {
        this.sampled = sampled;
    }

    /** Whether the requests of this call are recorded. */
    Sampled sampled() {
        return sampled;
    }

    void decide(Sampled decided) {
        sampled = decided;
    }

    /** The id of its first request; null before that. */
    @Nullable UUID id() {
        return id;
    }

    /** The number of the next request of this call, from 1 on. */
    int nextAttempt() {
        return ++attempts;
    }

    void begun(OpenRequest request) {
        lastRequest = request.id();
        if (id == null) {
            id = request.id();
        }
    }

    void answered(ResponseBody body) {
        lastBody = body;
    }

    /** Another request is to leave for it, so that nobody reads the last response any more. */
    void nextRequest() {
        ResponseBody last = takeLastBody();
        if (last != null) {
            last.closed();
        }
    }

    /** It has failed after its last response: HttpClient has refused that one. */
    void failed() {
        ResponseBody last = takeLastBody();
        if (last != null) {
            last.refused();
        }
    }

    /** The body of its last response, if that has one; it is kept no longer than that. */
    @Nullable ResponseBody takeLastBody() {
        ResponseBody last = lastBody;
        lastBody = null;
        return last;
    }

    /** The trace of its last request, which those join that nobody gives one; null before that. */
    @Nullable String traceId() {
        return traceId;
    }

    /** Whether who began that trace does not record it. */
    boolean isTraceDropped() {
        return traceDropped;
    }

    void join(String trace, boolean dropped) {
        traceId = trace;
        traceDropped = dropped;
    }

    /** What was put into the head of its last request, if anything was. */
    @Nullable TraceContext injected() {
        return injected;
    }

    void injected(TraceContext trace) {
        injected = trace;
    }

    /** The attempt whose answer is on its way through the asynchronous chain to the application. */
    @Nullable AsyncAttempt answering() {
        return answering;
    }

    /** It is kept no longer than that: contexts may be. */
    void answering(@Nullable AsyncAttempt attempt) {
        answering = attempt;
    }

    /** The call that a request belongs to; null if nobody has told. */
    static @Nullable Call of(HttpContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Call call ? call : null;
    }

    /** Makes a call the current one of a context. */
    static void enter(HttpContext context, Call call) {
        context.setAttribute(ATTRIBUTE, call);
    }

    /**
     * The id of the last request of the last call of a context.
     *
     * @param context the context that was given to {@code execute}
     * @return null if it was not recorded
     */
    public static @Nullable UUID lastRequest(HttpContext context) {
        Call call = of(context);
        return call == null ? null : call.lastRequest;
    }
}
