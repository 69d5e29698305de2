package dev.webcheck.client.publish;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs what the OpenTelemetry agent is not to trace: the SDK's own records and requests are none of the application's. The
 * agent leaves out what runs under a key of its context. The class that sets the key belongs to the agent, which puts it where
 * every class loader finds it.
 */
final class Untraced {

    private static final String AGENT =
            "io.opentelemetry.javaagent.shaded.io.opentelemetry.api.internal.InstrumentationUtil";

    private Untraced() {}

    static void run(Runnable task) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            begun.set(true);
            task.run();
        };
        try {
            Class.forName(AGENT, true, null)
                    .getMethod("suppressInstrumentation", Runnable.class)
                    .invoke(null, once);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // There is no agent, or one that has no such key.
        }
        if (!begun.get()) {
            task.run();
        }
    }
}
