/**
 * Everything that Webcheck needs on one machine, without containers: a Kafka broker and a PostgreSQL server that need no
 * installation, and the services as processes.
 *
 * <p>{@link dev.webcheck.local.EmbeddedKafka} and {@link dev.webcheck.local.EmbeddedPostgres} serve the command
 * {@code ./webcheck up} and the tests of every module alike.
 */
@NullMarked
package dev.webcheck.local;

import org.jspecify.annotations.NullMarked;
