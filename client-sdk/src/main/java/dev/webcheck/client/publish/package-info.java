/** The way out: from the journal to Kafka or the ingest service. Internal to the SDK. */
@NullMarked
package dev.webcheck.client.publish;

import org.jspecify.annotations.NullMarked;
