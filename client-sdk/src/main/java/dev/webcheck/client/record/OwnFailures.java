package dev.webcheck.client.record;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures of Webcheck itself: counted, told once, and kept away from the application. */
public final class OwnFailures {

    private static final Logger LOG = LoggerFactory.getLogger("dev.webcheck.client");

    private final LongAdder count = new LongAdder();
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Takes a failure.
     *
     * @param failure what was thrown
     */
    public void add(Throwable failure) {
        count.increment();
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "Webcheck failed inside; the application is not affected, but requests may not be recorded: {}",
                    failure.toString());
        }
    }

    /**
     * How many there were.
     *
     * @return a number that only grows
     */
    public long count() {
        return count.sum();
    }
}
