/** What the front door promises, by example and by property. */
@NullMarked
package dev.webcheck.ingest;

import org.jspecify.annotations.NullMarked;
