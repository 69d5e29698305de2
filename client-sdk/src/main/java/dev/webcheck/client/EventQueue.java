package dev.webcheck.client;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.time.Duration;
import java.util.List;

/**
 * The events between the application and the publisher, oldest first.
 *
 * <ol>
 *   <li>It is bounded, and nothing that puts events in ever waits.
 *   <li>A begin that is admitted has room for its end reserved, so that its end always has a place.
 *   <li>Signs of the instance have room of their own, which no number of requests can take, in the same order.
 *   <li>An event leaves only by {@link #removeOldest}, once it has been acknowledged.
 *   <li>After the stop nothing is taken any more.
 * </ol>
 *
 * <p>Events are put in by any threads, and taken out by one.
 */
interface EventQueue {

    /** Takes a begin and reserves room for its end; if there is no room for both, takes nothing and is false. */
    boolean admit(RequestBegin begin);

    /** Takes the end of a request whose begin was admitted. */
    void end(RequestCompleted completed);

    /** Takes a heartbeat; false if too many signs wait already. */
    boolean beat(InstanceHeartbeat heartbeat);

    /** Takes the stop. Only the first counts. */
    void stop(InstanceStopped stopped);

    /** Waits until there is an event, the time is over, or the thread is unparked. */
    void await(Duration longest) throws InterruptedException;

    /** The oldest events, which stay in the queue. */
    List<Event> oldest(int most);

    /** Removes the oldest events and frees their room. */
    void removeOldest(int count);

    /** How many events wait. */
    int pending();
}
