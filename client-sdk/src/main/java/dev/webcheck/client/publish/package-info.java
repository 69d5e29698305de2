/**
 * The way out of the process: to Kafka, or over HTTP to the ingest-service. Public types are for the SDK itself.
 *
 * <p>A {@link dev.webcheck.client.publish.Transport} says where the events go, and opens the
 * {@link dev.webcheck.client.publish.EventPublisher} that takes them there. Publishing is all or nothing for the one who
 * publishes: what is not acknowledged is to be published again, in the same order. The exception is an event that the other
 * side refuses for itself: it would be refused for ever, so it is dropped, counted, and told once.
 *
 * <p>{@link dev.webcheck.client.publish.PublishingLoop} takes what waits in the journal, and the signs of the instance
 * between, to the publisher until it is acknowledged.
 */
@NullMarked
package dev.webcheck.client.publish;

import org.jspecify.annotations.NullMarked;
