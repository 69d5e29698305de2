package dev.webcheck.client;

import dev.webcheck.event.Event;
import java.time.Duration;
import java.util.List;

/** The way to the topic. Used by one thread; a failed {@link #publish} can be tried again at any time. */
interface EventPublisher {

    /**
     * Publishes events in their order, and returns once all of them are acknowledged. If it fails, any of them may have been
     * published.
     */
    void publish(List<Event> events) throws PublishException, InterruptedException;

    /** Lets go of everything within this time. */
    void close(Duration longest);

    /** Where the events go, for messages. */
    String destination();
}
