package dev.webcheck.worker;

import dev.webcheck.worker.Preparation.ImpossibleException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Tries a step of the start until what it needs is there, with a line when it begins to wait and a line when it goes on. */
final class Patience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    /** What is tried. */
    interface Step {
        void run() throws Exception;
    }

    private Patience() {}

    /**
     * Tries a step until it works, for as long as it takes.
     *
     * @param outage what the step needs
     * @param passes whether it is of use to try again after such a failure
     * @throws ImpossibleException if it is not
     */
    static void until(Outage outage, Predicate<Exception> passes, Step step)
            throws InterruptedException, ImpossibleException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                step.run();
                outage.isOver();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!passes.test(e)) {
                    throw new ImpossibleException(e);
                }
                outage.goesOn(Causes.said(e));
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
