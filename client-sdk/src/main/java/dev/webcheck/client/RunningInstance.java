package dev.webcheck.client;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Everything that works between the start and the close of a Webcheck, put together. */
final class RunningInstance {

    private static final String CALL_ELEMENT = "WEBCHECK_CALL";
    private static final String ATTEMPT_ELEMENT = "WEBCHECK_ATTEMPT";
    private static final String CACHING_BUILDERS = "org.apache.hc.client5.http.impl.cache.";
    private static final long LAST_MILLIS = 1_000;

    private final Duration closeTimeout;
    private final EventQueue queue;
    private final OwnFailures failures = new OwnFailures();
    private final RecordedCounts counts = new RecordedCounts();
    private final InstanceSigns signs;
    private final PublishingLoop loop;
    private final Thread publisherThread;
    private final Thread shutdownHook;
    private final CallHandler callHandler;
    private final AttemptHandler attemptHandler;

    RunningInstance(Settings settings, Instance instance, EventPublisher publisher) {
        closeTimeout = settings.closeTimeout();
        queue = new InMemoryEventQueue(settings.queueCapacity());
        OpenRequests open = new OpenRequests();
        signs = new InstanceSigns(
                instance,
                queue,
                open,
                counts::now,
                settings.heartbeatInterval(),
                settings.lease(),
                InstantSource.system());
        loop = new PublishingLoop(queue, publisher, signs, settings.heartbeatInterval(), failures);
        publisherThread = daemon(loop, "webcheck-publisher");
        shutdownHook = new Thread(() -> stop(StopReason.SHUTDOWN), "webcheck-shutdown");
        Cleaner cleaner = Cleaner.create(task -> daemon(task, "webcheck-cleaner"));
        RequestRecorder recorder = new RequestRecorder(instance, queue, open, signs, counts, failures);
        callHandler = new CallHandler(failures);
        attemptHandler = new AttemptHandler(recorder, failures, cleaner);
    }

    void start() {
        signs.beat();
        publisherThread.start();
        try {
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            failures.add(e);
        }
    }

    /** The attempt stands outside of what retries, so that bodies keep their trailers; but inside of a cache. */
    void instrument(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst(CALL_ELEMENT, callHandler);
        if (builder.getClass().getName().startsWith(CACHING_BUILDERS)) {
            builder.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), ATTEMPT_ELEMENT, attemptHandler);
        } else {
            builder.addExecInterceptorBefore(ChainElement.PROTOCOL.name(), ATTEMPT_ELEMENT, attemptHandler);
        }
    }

    WebcheckCounters counters() {
        RequestCounters requests = counts.now();
        return new WebcheckCounters(
                requests.begun(),
                requests.ended(),
                requests.unrecorded(),
                loop.acknowledged(),
                queue.pending(),
                loop.failedTries(),
                failures.count());
    }

    void close() {
        stop(canRemoveHook() ? StopReason.CLOSED : StopReason.SHUTDOWN);
    }

    /** False when the process is going down already. */
    private boolean canRemoveHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void stop(StopReason reason) {
        signs.stop(reason);
        loop.finish();
        try {
            if (!closeTimeout.isZero()) {
                TimeUnit.NANOSECONDS.timedJoin(publisherThread, closeTimeout.toNanos());
            }
            publisherThread.interrupt();
            publisherThread.join(LAST_MILLIS);
        } catch (InterruptedException e) {
            publisherThread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Webcheck.class.getClassLoader());
        return thread;
    }
}
