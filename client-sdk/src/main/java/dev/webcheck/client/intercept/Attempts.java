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

/** What is recorded when a request begins, and when it is answered. This class is threadsafe, and throws nothing. */
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

    /** Records the begin of a request of this call; null if it is not to be recorded, or there is no room. */
    @Nullable OpenRequest begin(Call call, HttpRequest request, HttpRoute route) {
        try {
            if (!call.isSampled() || !selection.includes(route.getTargetHost())) {
                return null;
            }
            Optional<TraceContext> trace = traces.of(request, call);
            OpenRequest open = recorder.begin(
                            call.id(),
                            call.nextAttempt(),
                            RequestMethod.of(request),
                            urls.of(request, route.getTargetHost()),
                            trace,
                            requestHeaders.of(request))
                    .orElse(null);
            if (open != null) {
                call.begun(open);
            }
            return open;
        } catch (Throwable failure) {
            failures.add(failure);
            recorder.unrecorded();
            return null;
        }
    }

    /** The head of the response that counts has arrived. */
    void answered(OpenRequest open, HttpResponse response) {
        open.answered(response.getCode(), responseHeaders.of(response));
    }
}
