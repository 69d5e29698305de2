package dev.webcheck.local;

import java.time.Duration;

/**
 * Hears of the steps of a start, one after the other, although all are under way at once: a step begins when the start has nothing
 * else to wait for.
 *
 * <p>It is called by the thread that starts.
 */
public interface Progress {

    /** Says nothing. */
    Progress SILENT = new Progress() {

        @Override
        public void begun(String step) {}

        @Override
        public void done(String step, Duration took) {}
    };

    /**
     * A step is waited for.
     *
     * @param step what is being done
     */
    void begun(String step);

    /**
     * The step has been done.
     *
     * @param step as it was said at its beginning
     * @param took how long it took since the start of the whole
     */
    void done(String step, Duration took);
}
