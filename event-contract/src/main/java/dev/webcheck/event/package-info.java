/**
 * What crosses the topic {@value dev.webcheck.event.RequestEventsTopic#NAME}: the four events and their JSON form.
 *
 * <p>An application's run of the SDK is an <em>instance</em>. It tells of each request twice, when it leaves
 * ({@link dev.webcheck.event.RequestBegin}) and when it is over ({@link dev.webcheck.event.RequestCompleted}), and of
 * itself every few seconds ({@link dev.webcheck.event.InstanceHeartbeat}) and once at its end
 * ({@link dev.webcheck.event.InstanceStopped}). {@link dev.webcheck.event.EventCodec} is the door to and from bytes. The
 * JSON Schemas and the AsyncAPI page of the topic lie beside these classes as resources, under {@code schema/}.
 *
 * <p>Everything here is immutable and safe for use by many threads.
 */
@NullMarked
package dev.webcheck.event;

import org.jspecify.annotations.NullMarked;
