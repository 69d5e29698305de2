/**
 * The rules that keep secrets out of recorded URLs and headers. {@link dev.webcheck.event.redaction.Redaction} is the door;
 * the SDK and the ingest service apply the same rules. The word lists are the resource {@code words.txt} beside these
 * classes.
 */
@NullMarked
package dev.webcheck.event.redaction;

import org.jspecify.annotations.NullMarked;
