package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.client.record.RequestRecorder;
import dev.webcheck.event.TraceContext;
import dev.webcheck.event.redaction.Redaction;
import java.util.Optional;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded when a request begins, when its head leaves, and when it is answered. This class is threadsafe, and throws
 * nothing.
 */
final class Attempts {

    private final RequestRecorder recorder;
    private final Selection selection;
    private final RequestUrls urls;
    private final AllowedHeaders requestHeaders;
    private final AllowedHeaders responseHeaders;
    private final TraceContexts traces;
    private final OwnFailures failures;

    Attempts(
            RequestRecorder recorder, Selection selection, Privacy privacy, boolean propagating, OwnFailures failures) {
        this.recorder = recorder;
        this.selection = selection;
        Redaction redaction = new Redaction(privacy.redaction());
        this.urls = new RequestUrls(redaction, privacy.urlLength());
        this.requestHeaders = new AllowedHeaders(redaction, privacy.requestHeaders());
        this.responseHeaders = new AllowedHeaders(redaction, privacy.responseHeaders());
        this.traces = new TraceContexts(propagating);
        this.failures = failures;
    }

    /**
     * Records the begin of a request of this call, or leaves that to when its head leaves.
     *
     * @return null if there is nothing to observe of the request
     */
    @Nullable RequestHead begin(Call call, HttpRequest request, HttpRoute route) {
        try {
            Destination destination = Destination.of(route);
            boolean recordable = RequestUrls.canHold(request, destination.host());
            return recordable && selection.includes(destination.recordedHost())
                    ? begin(call, request, destination)
                    : null;
        } catch (Throwable failure) {
            failures.add(failure);
            recorder.unrecorded();
            return null;
        }
    }

    private @Nullable RequestHead begin(Call call, HttpRequest request, Destination destination) {
        Optional<TraceContext> carried = traces.carried(request, call);
        if (call.sampled() == Sampled.UNDECIDED && carried.isPresent()) {
            call.decide(selection.decide(carried));
        }
        Optional<TraceContext> planned = carried.isPresent() ? Optional.empty() : traces.planned(request, call);
        Optional<TraceContext> trace = carried.or(() -> planned);
        int attempt = call.nextAttempt();
        Optional<OpenRequest> recorded = Optional.empty();
        if (call.sampled() == Sampled.YES) {
            recorded = recorder.begin(
                    call.id(),
                    attempt,
                    RequestMethod.of(request),
                    urls.of(request, destination),
                    trace,
                    requestHeaders.of(request));
            recorded.ifPresent(call::begun);
        }
        boolean undecided = call.sampled() == Sampled.UNDECIDED;
        if (recorded.isEmpty() && !undecided && !traces.isPropagating()) {
            return null;
        }
        RequestHead head =
                new RequestHead(this, call, destination, attempt, recorded.orElseGet(recorder::open), planned, trace);
        if (undecided) {
            head.await(request);
        }
        return head;
    }

    /** The head of a request is complete, and its first byte is about to leave. */
    void leaves(RequestHead head, HttpRequest request) {
        try {
            Optional<TraceContext> trace = traces.leaving(request, head.call(), head.planned());
            if (head.isUndecided()) {
                decide(head, request, trace);
            } else {
                correct(head, request, trace);
            }
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    /** The head of a request has been written. */
    void hasLeft(RequestHead head, HttpRequest request) {
        try {
            correct(head, request, traces.sent(request, head.call()));
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    /** A request has ended before its head was complete. */
    void unsent(RequestHead head, HttpRequest request) {
        try {
            decide(head, request, traces.carried(request, head.call()).or(head::planned));
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    /** The head of the response that counts has arrived. */
    void answered(OpenRequest open, HttpResponse response) {
        open.answered(response.getCode(), responseHeaders.of(response));
    }

    private void decide(RequestHead head, HttpRequest request, Optional<TraceContext> trace) {
        head.decided();
        Call call = head.call();
        if (call.sampled() == Sampled.UNDECIDED) {
            call.decide(selection.decide(trace));
        }
        if (call.sampled() == Sampled.YES) {
            boolean recorded = head.open()
                    .begin(
                            call.id(),
                            head.attempt(),
                            RequestMethod.of(request),
                            urls.of(request, head.destination()),
                            trace,
                            requestHeaders.of(request));
            if (recorded) {
                head.tell(trace);
                call.begun(head.open());
            }
        }
    }

    /** What the begin has told was true then, but another trace has left. */
    private void correct(RequestHead head, HttpRequest request, Optional<TraceContext> trace) {
        if (!trace.equals(head.told())) {
            head.tell(trace);
            Call call = head.call();
            head.open()
                    .amend(
                            call.id(),
                            head.attempt(),
                            RequestMethod.of(request),
                            urls.of(request, head.destination()),
                            trace,
                            requestHeaders.of(request));
        }
    }
}
