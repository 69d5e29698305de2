package dev.webcheck.client;

import java.lang.reflect.Method;
import java.util.Optional;

/** Virtual threads, where the JDK has them: these tests are compiled for JDK 17, which has none. */
record VirtualThreads(Method starting) {

    static Optional<VirtualThreads> find() {
        try {
            return Optional.of(new VirtualThreads(Thread.class.getMethod("startVirtualThread", Runnable.class)));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    Thread start(Runnable task) {
        try {
            return (Thread) starting.invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
