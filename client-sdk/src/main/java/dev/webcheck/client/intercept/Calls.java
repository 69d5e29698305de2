package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OwnFailures;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Makes the calls. This class is threadsafe. */
final class Calls {

    private final Selection selection;
    private final OwnFailures failures;

    Calls(Selection selection, OwnFailures failures) {
        this.selection = selection;
        this.failures = failures;
    }

    /** A new call, which is the current one of this context from now on. */
    Call enter(HttpContext context) {
        try {
            Call call = new Call(selection.beforeTrace());
            Call.enter(context, call);
            return call;
        } catch (Throwable failure) {
            failures.add(failure);
            return new Call(Sampled.NO);
        }
    }

    void failed(Throwable failure) {
        failures.add(failure);
    }
}
