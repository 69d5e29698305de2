package dev.webcheck.store.read.sql;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import java.util.function.Supplier;

/**
 * Gives each question a session of its own, which ends with it: so a connection is held no longer than the question takes, whichever
 * thread asks it, and what is tried again is tried over another connection.
 */
final class SessionScope {

    private SessionScope() {}

    static <T> T inNew(Supplier<T> question) {
        ManagedContext requests = Arc.container().requestContext();
        ContextState outer = requests.getStateIfActive();
        requests.activate();
        try {
            return question.get();
        } finally {
            requests.terminate();
            if (outer != null) {
                requests.activate(outer);
            }
        }
    }
}
