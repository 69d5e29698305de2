package dev.webcheck.ingest.batch;

import dev.webcheck.event.Event;

/**
 * An event of a body that has been validated.
 *
 * @param event what the bytes were read as
 * @param json the bytes as the sender wrote them, one JSON object without anything around it. They are what the topic gets,
 *     but for secrets, so that fields which this version does not know reach a newer worker
 */
@SuppressWarnings("ArrayRecordComponent") // a holder for one hand-over; nobody compares it
public record ValidEvent(Event event, byte[] json) {}
