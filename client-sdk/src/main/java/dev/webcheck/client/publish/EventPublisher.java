package dev.webcheck.client.publish;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The way to the topic. Used by one thread; a failed {@link #publish} can be tried again at any time. Internal to the SDK.
 */
public interface EventPublisher {

    /**
     * Publishes encoded events, each a JSON object, of one instance in their order, and returns once all of them are
     * acknowledged. If it fails, any of them may have been published.
     */
    void publish(UUID instanceId, List<byte[]> events) throws PublishException, InterruptedException;

    /** Lets go of everything within this time. */
    void close(Duration longest);

    /** Where the events go, for messages. */
    String destination();
}
