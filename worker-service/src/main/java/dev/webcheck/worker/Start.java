package dev.webcheck.worker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.reactive.messaging.ChannelRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * The start of the work. It has a thread of its own, because it may have to wait for servers, and meanwhile the process answers
 * for its health. The channel of the records is paused and the timers stand still until everything is prepared.
 */
@ApplicationScoped
class Start {

    private static final Logger LOG = Logger.getLogger(Start.class);

    private final Preparation preparation;
    private final ChannelRegistry channels;
    private final Scheduler timers;
    private final WorkerSettings settings;
    private final Thread thread = new Thread(this::run, "start");

    /** Completes with an exit code: 0 when everything is prepared. */
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    Start(Preparation preparation, ChannelRegistry channels, Scheduler timers, WorkerSettings settings) {
        this.preparation = preparation;
        this.channels = channels;
        this.timers = timers;
        this.settings = settings;
    }

    void begin(@Observes StartupEvent started) {
        // what it waits for, no end of the process should wait for
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.interrupt();
    }

    /** Whether everything is prepared. */
    boolean isThrough() {
        return end.getNow(1) == 0;
    }

    /** Waits until everything is prepared, or it is certain that it cannot be; an exit code. */
    int await() {
        return end.join();
    }

    private void run() {
        try {
            preparation.prepare();
            if (!settings.migrateOnly()) {
                channels.getPausable(RequestEventsConsumer.CHANNEL).resume();
                timers.resume();
            }
            end.complete(0);
        } catch (InterruptedException e) {
            LOG.info("Told to stop before the start was through");
            end.complete(1);
        } catch (Patience.InVainException | RuntimeException e) {
            LOG.errorf("The worker cannot start: %s", Causes.said(e));
            end.complete(1);
            Quarkus.asyncExit(1);
        }
    }
}
