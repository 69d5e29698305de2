package dev.webcheck.ingest.batch;

import dev.webcheck.event.Event;
import dev.webcheck.event.JsonSlice;

/**
 * An event of a body that has been validated.
 *
 * @param event what the bytes were read as
 * @param text holds the bytes as the sender wrote them. They are what the topic gets, but for secrets, so that fields which this
 *     version does not know reach a newer worker
 * @param json where they are: one JSON object without anything around it
 */
@SuppressWarnings("ArrayRecordComponent") // a holder for one hand-over; nobody compares it
public record ValidEvent(Event event, byte[] text, JsonSlice json) {}
