package dev.webcheck.client.publish;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that were dropped because the other side refused them for themselves: counted, and the first one told.
 *
 * <p>This class is threadsafe.
 */
final class RefusedEvents {

    private static final Logger LOG = LoggerFactory.getLogger("dev.webcheck.client");

    private final LongAdder count = new LongAdder();
    private final AtomicBoolean told = new AtomicBoolean();

    long count() {
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
