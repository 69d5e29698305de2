package dev.webcheck.client.publish;

import java.util.UUID;

/** Where the events of a process go, and how. Internal to the SDK. */
public sealed interface Transport permits KafkaTransport, HttpTransport {

    /**
     * Makes a publisher. Nothing is connected before it publishes.
     *
     * @param instanceId the instance that publishes
     * @return a publisher, to be closed
     */
    EventPublisher open(UUID instanceId);

    /**
     * Tells the place where the events go from other places.
     *
     * @return the same for all that publish to the same place
     */
    String destination();
}
