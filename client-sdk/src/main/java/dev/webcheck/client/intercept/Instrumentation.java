package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.client.record.RequestRecorder;
import java.lang.ref.Cleaner;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Puts what records requests into the builders of clients. This class is threadsafe. */
public final class Instrumentation {

    private static final String CALL_ELEMENT = "WEBCHECK_CALL";
    private static final String ATTEMPT_ELEMENT = "WEBCHECK_ATTEMPT";
    private static final String CACHING_BUILDERS = "org.apache.hc.client5.http.impl.cache.";

    private final CallHandler callHandler;
    private final AttemptHandler attemptHandler;

    /**
     * Makes an instrumentation.
     *
     * @param propagating whether requests that carry no trace are given one
     * @param abandoned watches the responses that nobody reads or closes
     */
    public Instrumentation(
            RequestRecorder recorder,
            Selection selection,
            Privacy privacy,
            boolean propagating,
            Cleaner abandoned,
            OwnFailures failures) {
        Calls calls = new Calls(selection, failures);
        Attempts attempts = new Attempts(recorder, selection, privacy, propagating, failures);
        callHandler = new CallHandler(calls);
        attemptHandler = new AttemptHandler(attempts, abandoned, failures);
    }

    /** The attempt stands outside of what retries, so that bodies keep their trailers; but inside of a cache. */
    public void instrument(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst(CALL_ELEMENT, callHandler);
        if (builder.getClass().getName().startsWith(CACHING_BUILDERS)) {
            builder.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), ATTEMPT_ELEMENT, attemptHandler);
        } else {
            builder.addExecInterceptorBefore(ChainElement.PROTOCOL.name(), ATTEMPT_ELEMENT, attemptHandler);
        }
    }
}
