package dev.webcheck.worker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Ends the process when it cannot go on, so that whoever runs it starts it again. Threadsafe. */
@ApplicationScoped
class ProcessEnd {

    private static final Logger LOG = Logger.getLogger(ProcessEnd.class);

    /** Longer than an orderly end takes at most. */
    private static final Duration ORDERLY_END = Duration.ofSeconds(60);

    private final AtomicBoolean ending = new AtomicBoolean();

    /** What fails from now on fails because of that. */
    void stops(@Observes @Priority(1) ShutdownEvent event) {
        ending.set(true);
    }

    /** It has done what it was started for. */
    void orderly() {
        Quarkus.asyncExit(0);
    }

    void because(String reason) {
        if (!ending.getAndSet(true)) {
            LOG.errorf("The worker cannot go on, so this process ends: %s", reason);
            exit();
        }
    }

    /** Whoever looks for the bug needs its trace. */
    void afterBug(Throwable bug) {
        if (!ending.getAndSet(true)) {
            LOG.error("The worker cannot go on, so this process ends; this is a bug", bug);
            exit();
        }
    }

    private static void exit() {
        Thread last = new Thread(ProcessEnd::haltAfterAll, "halt-after-all");
        last.setDaemon(true);
        last.start();
        Quarkus.asyncExit(1);
    }

    /** What is stuck may hold up an orderly end as well. Nothing is lost by a sudden one. */
    private static void haltAfterAll() {
        try {
            TimeUnit.MILLISECONDS.sleep(ORDERLY_END.toMillis());
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
