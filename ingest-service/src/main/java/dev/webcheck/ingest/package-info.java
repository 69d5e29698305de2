/**
 * The front door for events that cannot reach Kafka by themselves: from HTTP to the topic.
 *
 * <p>The way of a request: {@link dev.webcheck.ingest.BodyIntake} receives its body, {@link dev.webcheck.ingest.EventsResource} takes
 * it from there, {@link dev.webcheck.ingest.body.BodyReader} inflates it, {@link dev.webcheck.ingest.batch.BatchReader} finds and
 * validates the events in it, {@link dev.webcheck.ingest.redaction.EventRedaction} takes out their secrets, and
 * {@link dev.webcheck.ingest.EventTopic} appends their own bytes to the topic and waits for the acknowledgement. Whatever stands in the way becomes a {@link dev.webcheck.ingest.refusal.Refused}, and a problem by RFC 9457
 * for the client.
 */
@NullMarked
package dev.webcheck.ingest;

import org.jspecify.annotations.NullMarked;
