/** What is refused, and why, in words for the sender. */
@NullMarked
package dev.webcheck.ingest.refusal;

import org.jspecify.annotations.NullMarked;
