/** Finds and validates the events in a body. */
@NullMarked
package dev.webcheck.ingest.batch;

import org.jspecify.annotations.NullMarked;
