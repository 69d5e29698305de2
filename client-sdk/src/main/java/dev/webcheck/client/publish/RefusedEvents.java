package dev.webcheck.client.publish;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that were dropped because the other side refused them for themselves: counted, and the first one told. Internal to
 * the SDK.
 *
 * <p>This class is threadsafe.
 */
public final class RefusedEvents {

    private static final Logger LOG = LoggerFactory.getLogger("dev.webcheck.client.Webcheck");

    private final LongAdder count = new LongAdder();
    private final AtomicBoolean told = new AtomicBoolean();

    /** Makes a counter that stands at zero. */
    public RefusedEvents() {}

    /**
     * How many there were.
     *
     * @return a number that only grows
     */
    public long count() {
        return count.sum();
    }

    void add(byte[] event, String destination, String why) {
        count.increment();
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "Webcheck dropped an event that {} refuses: {}, {} bytes ({}). Further ones are only counted.",
                    destination,
                    EventType.of(event),
                    event.length,
                    why);
        }
    }
}
