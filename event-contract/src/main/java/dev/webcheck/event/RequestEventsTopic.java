package dev.webcheck.event;

import java.nio.charset.StandardCharsets;

/**
 * The names around the topic that the events cross.
 *
 * <p>A record's key is the instance, so that all events of one instance stand in one partition, in their order. Its value
 * is one event, as {@link EventCodec} writes it.
 */
public final class RequestEventsTopic {

    /** The name of the topic. */
    public static final String NAME = "webcheck.request-events";

    /** The name of the topic that takes the records which could not be understood. */
    public static final String DEAD_LETTER_NAME = "webcheck.request-events.dlq";

    private RequestEventsTopic() {}

    /**
     * The key of an event's record.
     *
     * @param event the event
     * @return its instance id, as ASCII text
     */
    public static byte[] key(Event event) {
        return event.instanceId().toString().getBytes(StandardCharsets.US_ASCII);
    }
}
