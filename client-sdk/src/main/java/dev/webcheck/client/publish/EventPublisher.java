package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import java.time.Duration;
import java.util.UUID;

/**
 * The way to the topic. Internal to the SDK.
 *
 * <p>Used by one thread, unless a method says otherwise; a failed {@link #publish} can be tried again at any time.
 */
public interface EventPublisher {

    /**
     * Publishes events of one instance in their order, and returns once all are acknowledged, or refused for themselves. If
     * it fails, any of them may have been published.
     *
     * @param instanceId the instance that the events tell of
     * @param events the events; they may be changed when this has returned
     * @throws PublishException if they could not be published now
     * @throws InterruptedException if the thread was interrupted
     */
    void publish(UUID instanceId, EncodedEvents events) throws PublishException, InterruptedException;

    /**
     * Lets go of everything.
     *
     * @param longest how long that may take
     */
    void close(Duration longest);

    /**
     * How many events were dropped because the other side refuses them for themselves. May be asked by any thread.
     *
     * @return a number that only grows
     */
    default long refused() {
        return 0;
    }

    /**
     * Where the events go, for messages.
     *
     * @return a name and an address, without secrets
     */
    String destination();
}
