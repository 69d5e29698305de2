package dev.webcheck.correlation.rule;

import dev.webcheck.event.Event;
import java.time.Instant;

/** A record of the topic that the correlation understands. Arrivals of one partition are in the order of its log. */
public sealed interface Arrival {

    /**
     * The partition of the topic in which it stands.
     *
     * @return a partition number
     */
    int partition();

    /**
     * When the broker appended it.
     *
     * @return a time by the broker's clock
     */
    Instant at();

    /**
     * An event of an instance.
     *
     * @param partition the partition of the topic in which it stands
     * @param at when the broker appended it
     * @param event the event
     */
    record OfEvent(int partition, Instant at, Event event) implements Arrival {}

    /**
     * A second has passed in a partition, and everything before it has been read.
     *
     * @param partition the partition of the topic in which it stands
     * @param at when the broker appended it
     * @param offset its offset in the partition
     */
    record OfTick(int partition, Instant at, long offset) implements Arrival {}
}
