/** Takes secrets out of events before they are appended, since not every sender does that. */
@NullMarked
package dev.webcheck.ingest.redaction;

import org.jspecify.annotations.NullMarked;
