@NullMarked
package dev.webcheck.ingest.redaction;

import org.jspecify.annotations.NullMarked;
