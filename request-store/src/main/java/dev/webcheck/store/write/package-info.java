/**
 * The workers' side of the database: {@link dev.webcheck.store.write.CorrelationStore} hands out what a batch of events
 * touches and takes what has become of it, in transactions that read within {@link dev.webcheck.store.write.Bounds}. What happens in
 * between is not this package's business.
 */
@NullMarked
package dev.webcheck.store.write;

import org.jspecify.annotations.NullMarked;
