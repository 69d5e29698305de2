package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.client.record.RequestRecorder;
import java.lang.ref.Cleaner;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Puts what records requests into the builders of clients. This class is threadsafe. */
public final class Instrumentation {

    static final String CALL_ELEMENT = "WEBCHECK_CALL";
    static final String ATTEMPT_ELEMENT = "WEBCHECK_ATTEMPT";

    private final CallHandler callHandler;
    private final AttemptHandler attemptHandler;
    private final AsyncCallHandler asyncCallHandler;
    private final AsyncAttemptHandler asyncAttemptHandler;
    private final AsyncAttemptHandler h2AttemptHandler;
    private final ChainCheck<ExecChainHandler> check;
    private final ChainCheck<AsyncExecChainHandler> asyncCheck;
    private final ChainCheck<AsyncExecChainHandler> h2Check;

    /**
     * Makes an instrumentation.
     *
     * @param recorder takes what is seen of requests
     * @param selection which of them are recorded
     * @param privacy what of them is not
     * @param propagating whether requests that carry no trace are given one
     * @param abandoned watches the requests that nobody will tell the end of
     * @param failures takes what fails inside
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
        attemptHandler = new AttemptHandler(calls, attempts, abandoned, failures);
        asyncCallHandler = new AsyncCallHandler(calls);
        asyncAttemptHandler = new AsyncAttemptHandler(calls, attempts, false, abandoned, failures);
        h2AttemptHandler = new AsyncAttemptHandler(calls, attempts, true, abandoned, failures);
        check = new ChainCheck<>(HttpClientBuilder.class, callHandler, attemptHandler);
        asyncCheck = new ChainCheck<>(HttpAsyncClientBuilder.class, asyncCallHandler, asyncAttemptHandler);
        h2Check = new ChainCheck<>(H2AsyncClientBuilder.class, asyncCallHandler, h2AttemptHandler);
    }

    /**
     * Places the attempt inside of a cache and of what authenticates, and as far inside as a handler can be that sees the lease
     * of a connection: what passes there goes to the wire. What other libraries place after {@code PROTOCOL} is outside of it,
     * in whichever order the builder is given them.
     *
     * @param builder for classic clients
     * @throws IllegalArgumentException if the builder does not keep what is put into it
     */
    public void instrument(HttpClientBuilder builder) {
        check.check(builder);
        builder.addExecInterceptorFirst(CALL_ELEMENT, callHandler);
        builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), ATTEMPT_ELEMENT, attemptHandler);
    }

    /**
     * As {@link #instrument(HttpClientBuilder)} does.
     *
     * @param builder for asynchronous clients
     * @throws IllegalArgumentException if the builder does not keep what is put into it
     */
    public void instrument(HttpAsyncClientBuilder builder) {
        asyncCheck.check(builder);
        builder.addExecInterceptorFirst(CALL_ELEMENT, asyncCallHandler);
        builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), ATTEMPT_ELEMENT, asyncAttemptHandler);
    }

    /**
     * As {@link #instrument(HttpClientBuilder)} does.
     *
     * @param builder for asynchronous clients that know HTTP/2 only
     * @throws IllegalArgumentException if the builder does not keep what is put into it
     */
    public void instrument(H2AsyncClientBuilder builder) {
        h2Check.check(builder);
        builder.addExecInterceptorFirst(CALL_ELEMENT, asyncCallHandler);
        builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), ATTEMPT_ELEMENT, h2AttemptHandler);
    }
}
