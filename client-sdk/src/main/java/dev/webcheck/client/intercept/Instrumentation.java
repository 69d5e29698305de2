package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.client.record.RequestRecorder;
import java.lang.ref.Cleaner;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Puts what records requests into the builders of clients. This class is threadsafe. */
public final class Instrumentation {

    private static final String CALL_ELEMENT = "WEBCHECK_CALL";
    private static final String ATTEMPT_ELEMENT = "WEBCHECK_ATTEMPT";
    private static final String CACHING_BUILDERS = "org.apache.hc.client5.http.impl.cache.";

    private final CallHandler callHandler;
    private final AttemptHandler attemptHandler;
    private final AsyncCallHandler asyncCallHandler;
    private final AsyncAttemptHandler asyncAttemptHandler;
    private final AsyncAttemptHandler h2AttemptHandler;

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
        asyncCallHandler = new AsyncCallHandler(calls);
        asyncAttemptHandler = new AsyncAttemptHandler(calls, attempts, false, abandoned, failures);
        h2AttemptHandler = new AsyncAttemptHandler(calls, attempts, true, abandoned, failures);
    }

    /** The attempt stands outside of what retries, so that bodies keep their trailers; but inside of a cache. */
    public void instrument(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst(CALL_ELEMENT, callHandler);
        if (isCaching(builder.getClass())) {
            builder.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), ATTEMPT_ELEMENT, attemptHandler);
        } else {
            builder.addExecInterceptorBefore(ChainElement.PROTOCOL.name(), ATTEMPT_ELEMENT, attemptHandler);
        }
    }

    /** The attempt stands inside of a cache and of what authenticates: what passes there goes to the wire. */
    public void instrument(HttpAsyncClientBuilder builder) {
        builder.addExecInterceptorFirst(CALL_ELEMENT, asyncCallHandler);
        builder.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), ATTEMPT_ELEMENT, asyncAttemptHandler);
    }

    /** As {@link #instrument(HttpAsyncClientBuilder)} does. */
    public void instrument(H2AsyncClientBuilder builder) {
        builder.addExecInterceptorFirst(CALL_ELEMENT, asyncCallHandler);
        builder.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), ATTEMPT_ELEMENT, h2AttemptHandler);
    }

    private static boolean isCaching(Class<?> builder) {
        for (Class<?> type = builder; type != null; type = type.getSuperclass()) {
            if (type.getName().startsWith(CACHING_BUILDERS)) {
                return true;
            }
        }
        return false;
    }
}
