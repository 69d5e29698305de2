/**
 * The front door for events that cannot reach Kafka by themselves: from HTTP to the topic.
 *
 * <p>The way of a request: {@link dev.webcheck.ingest.EventsResource} takes it, {@link dev.webcheck.ingest.BodyReader}
 * reads and inflates its body within bounds, {@link dev.webcheck.ingest.BatchReader} finds and validates the events in it,
 * and {@link dev.webcheck.ingest.EventTopic} appends their own bytes to the topic and waits for the acknowledgement. Whatever stands in
 * the way becomes a {@link dev.webcheck.ingest.Refused}, and a problem by RFC 9457 for the client.
 */
@NullMarked
package dev.webcheck.ingest;

import org.jspecify.annotations.NullMarked;
