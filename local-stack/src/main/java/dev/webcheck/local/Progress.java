package dev.webcheck.local;

import java.time.Duration;

/**
 * Hears of the steps of a start, one after the other.
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
     * A step has begun.
     *
     * @param step what is being done
     */
    void begun(String step);

    /**
     * The step has been done.
     *
     * @param step as it was said at its beginning
     * @param took how long it took
     */
    void done(String step, Duration took);
}
