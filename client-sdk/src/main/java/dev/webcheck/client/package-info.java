/**
 * Records every request of an Apache HttpClient 5, also those that never came back.
 *
 * <pre>{@code
 * Webcheck webcheck = Webcheck.builder().service("checkout").start();
 * CloseableHttpClient client = webcheck.instrument(HttpClients.custom()).build();
 * }</pre>
 *
 * <p>{@link dev.webcheck.client.Webcheck} is the door. Behind it, the way of a request: {@code CallHandler} sees what the
 * application asked for, {@code AttemptHandler} each request that leaves for it; {@code RequestRecorder} admits its begin
 * to the {@code Journal}, together with room for its end, which comes when {@code RecordedEntity} has been read or
 * closed. {@code PublishingLoop} takes the events out of the journal and gives them to an {@code EventPublisher}, until they
 * are acknowledged; between them it puts the signs of the instance ({@code InstanceSigns}).
 *
 * <p>A request that fails carries one of these error types: {@code dns}, {@code connect}, {@code tls},
 * {@code connect_timeout}, {@code pool_timeout}, {@code read_timeout}, {@code reset}, {@code protocol}, {@code body}, and
 * {@code _OTHER} for what is none of them.
 */
@NullMarked
package dev.webcheck.client;

import org.jspecify.annotations.NullMarked;
