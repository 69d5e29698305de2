/** What becomes of a connection when a request on it is over. */
@NullMarked
package dev.webcheck.ingest.connection;

import org.jspecify.annotations.NullMarked;
