package dev.webcheck.worker;

import io.quarkus.runtime.PreventFurtherStepsException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Tries a step of the start until what it needs is there, for as long as it takes, with a line when it begins to wait and a line
 * when it goes on. Ends at once when the process is told to stop. Confined to one thread.
 */
final class Patience implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Patience.class);

    /** SIGTERM, as a shell tells it. */
    private static final int TERMINATED = 143;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    /** What is tried. */
    interface Step {
        void run() throws Exception;
    }

    private final Thread stopper = new Thread(Patience::stop, "stop-waiting");

    private Patience() {
        Runtime.getRuntime().addShutdownHook(stopper);
    }

    /** Nothing has begun that would have to be finished; and the framework cannot end a start that has not come to its end. */
    private static void stop() {
        LOG.info("Told to stop before the start was through");
        Runtime.getRuntime().halt(TERMINATED);
    }

    /** From now on, until it is closed, the process ends at once when it is told to. */
    static Patience open() {
        return new Patience();
    }

    /**
     * Tries a step until it works.
     *
     * @param outage what the step needs
     * @param passes whether it is of use to try again after such a failure
     * @throws PreventFurtherStepsException if it is not
     */
    void until(Outage outage, Predicate<Exception> passes, Step step) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                step.run();
                outage.isOver();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (!passes.test(e)) {
                    throw new PreventFurtherStepsException("The worker cannot start: " + Causes.said(e), 1);
                }
                outage.goesOn(Causes.said(e));
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException stopping) {
            LOG.debug("The process is stopping", stopping);
        }
    }
}
