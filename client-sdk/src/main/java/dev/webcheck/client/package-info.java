/**
 * Records every request of an Apache HttpClient 5, also those that never came back.
 *
 * <pre>{@code
 * Webcheck webcheck = Webcheck.builder().service("checkout").start();
 * CloseableHttpClient client = webcheck.instrument(HttpClients.custom()).build();
 * }</pre>
 *
 * <p>{@link dev.webcheck.client.Webcheck} is the door. Behind it, a package for each step of the way of a request, none of them
 * part of the API: {@code intercept} sees what the application asks for and each request that leaves for it; {@code record}
 * takes its begin, how far it comes, and its end, and makes the signs of the instance; {@code compact} is the form in which they
 * stand in the {@code journal}, a mapped file that survives the process; {@code publish} takes them out of it, to Kafka or to the
 * ingest-service, until they are acknowledged, and tells of the processes that have died and left their journals.
 *
 * <p>A request that fails carries one of these error types: {@code dns}, {@code connect}, {@code tls},
 * {@code connect_timeout}, {@code pool_timeout}, {@code read_timeout}, {@code reset}, {@code protocol}, {@code body}, and
 * {@code _OTHER} for what is none of them.
 */
@NullMarked
package dev.webcheck.client;

import org.jspecify.annotations.NullMarked;
