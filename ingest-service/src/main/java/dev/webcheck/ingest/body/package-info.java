/** Bodies while they arrive, and the bounds on what is held of them. */
@NullMarked
package dev.webcheck.ingest.body;

import org.jspecify.annotations.NullMarked;
