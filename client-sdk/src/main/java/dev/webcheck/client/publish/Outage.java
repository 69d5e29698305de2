package dev.webcheck.client.publish;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of an outage once when it begins, and once when it is over. Used by one thread. */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger("dev.webcheck.client");

    private final String destination;
    private boolean lasting;
    private long sinceNanos;

    Outage(String destination) {
        this.destination = destination;
    }

    void failed(PublishException failure, long waiting) {
        if (!lasting) {
            lasting = true;
            sinceNanos = System.nanoTime();
            LOG.warn(
                    "Webcheck cannot publish to {} ({}). The application is not affected; events that wait: {}.",
                    destination,
                    failure.getMessage(),
                    waiting);
        }
    }

    void published() {
        if (lasting) {
            lasting = false;
            long seconds = Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds();
            LOG.info("Webcheck publishes to {} again, after {} s.", destination, seconds);
        }
    }
}
