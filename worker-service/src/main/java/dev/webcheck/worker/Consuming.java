package dev.webcheck.worker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The life of the consumers: waits until everything is prepared, lets them poll, and stops in good order. It has a thread of its own, so
 * that the process answers for its health meanwhile; before everything is prepared the timers stand still.
 */
@ApplicationScoped
class Consuming {

    private static final Logger LOG = Logger.getLogger(Consuming.class);
    private static final Duration IN_WORK = Duration.ofSeconds(10);

    private final Preparation preparation;
    private final Consumers consumers;
    private final TickWriter ticks;
    private final EventConsumer events;
    private final WorkerSettings settings;
    private final Scheduler timers;
    private final ProcessEnd end;
    private final TopicWatch watch;
    private final Thread thread = new Thread(this::run, "consuming");
    private volatile boolean underWay;

    Consuming(
            Preparation preparation,
            Consumers consumers,
            TickWriter ticks,
            EventConsumer events,
            WorkerSettings settings,
            Scheduler timers,
            ProcessEnd end,
            TopicWatch watch) {
        this.preparation = preparation;
        this.consumers = consumers;
        this.ticks = ticks;
        this.events = events;
        this.settings = settings;
        this.timers = timers;
        this.end = end;
        this.watch = watch;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /** The framework closes the consumers and the producers after that. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.interrupt();
        consumers.pause();
        events.close(IN_WORK);
        ticks.finish(IN_WORK);
        consumers.finish();
    }

    boolean isUnderWay() {
        return underWay;
    }

    private void run() {
        try {
            while (prepare()) {
                consumers.resume();
                timers.resume();
                underWay = true;
                watch.awaitAnother();
                underWay = false;
            }
        } catch (Preparation.ImpossibleException e) {
            end.because("it cannot start: " + Causes.said(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end.afterBug(e);
        }
    }

    /** Whether to go on to consume. */
    private boolean prepare() throws InterruptedException, Preparation.ImpossibleException {
        watch.prepared(preparation.prepare());
        if (settings.migrateOnly()) {
            LOG.info("Database and topics are up to date");
            end.orderly();
        }
        return !settings.migrateOnly();
    }
}
