package dev.webcheck.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Tries a step of the start until what it needs is there, for as long as it takes, with a line when it begins to wait and a line
 * when it goes on.
 */
final class Patience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    /** What is tried. */
    interface Step {
        void run() throws Exception;
    }

    private Patience() {}

    /**
     * Tries a step until it works.
     *
     * @param outage what the step needs
     * @param passes whether it is of use to try again after such a failure
     * @throws InVainException if it is not
     */
    static void until(Outage outage, Predicate<Exception> passes, Step step)
            throws InterruptedException, InVainException {
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
                    throw new InVainException(e);
                }
                outage.goesOn(Causes.said(e));
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** It is of no use to try again. */
    static final class InVainException extends Exception {
        private static final long serialVersionUID = 1L;

        InVainException(Exception cause) {
            super(cause);
        }
    }
}
