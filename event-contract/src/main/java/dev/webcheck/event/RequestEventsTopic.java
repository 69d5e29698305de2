package dev.webcheck.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The names around the topic that the events cross.
 *
 * <p>A record's key is the instance, so that all events of one instance stand in one partition, in their order. Its value
 * is one event, as {@link EventCodec} writes it, or a JSON array of events of that instance, in their order.
 */
public final class RequestEventsTopic {

    /** The name of the topic. */
    public static final String NAME = "webcheck.request-events";

    /** The name of the topic that takes the records which could not be understood. */
    public static final String DEAD_LETTER_NAME = "webcheck.request-events.dlq";

    /** The most events of a record. */
    public static final int MOST_EVENTS = 2_000;

    /** Up to how many events the SDK and ingest-service put into one record. */
    public static final int USUAL_EVENTS = 256;

    /** In bytes: up to which size they add a further event to a record. One event alone can be larger. */
    public static final int USUAL_BYTES = 128 * 1024;

    /** The header that marks a worker's tick: a record without key and value, which tells of no instance. */
    public static final String TICK_HEADER = "webcheck-tick";

    /** The dead letter's header with the topic that the record stood in, as text. */
    public static final String DEAD_LETTER_TOPIC_HEADER = "webcheck-dlq-topic";

    /** The dead letter's header with the partition that the record stood in, as decimal text. */
    public static final String DEAD_LETTER_PARTITION_HEADER = "webcheck-dlq-partition";

    /** The dead letter's header with the offset that the record stood at, as decimal text. */
    public static final String DEAD_LETTER_OFFSET_HEADER = "webcheck-dlq-offset";

    /**
     * The dead letter's header with the index of its value in the array that the record held, from 0 on, as decimal text; absent
     * where the letter is the whole record.
     */
    public static final String DEAD_LETTER_INDEX_HEADER = "webcheck-dlq-index";

    /** The dead letter's header with what is wrong with the record, as a sentence. */
    public static final String DEAD_LETTER_REASON_HEADER = "webcheck-dlq-reason";

    private RequestEventsTopic() {}

    /**
     * The key of an event's record.
     *
     * @param event the event
     * @return its instance id, as ASCII text
     */
    public static byte[] key(Event event) {
        return key(event.instanceId());
    }

    /**
     * The key of the records of an instance.
     *
     * @param instanceId the instance
     * @return its id, as ASCII text
     */
    public static byte[] key(UUID instanceId) {
        return instanceId.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
