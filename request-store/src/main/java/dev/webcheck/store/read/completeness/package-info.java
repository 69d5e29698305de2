/**
 * What instances counted themselves, held against what is recorded. {@link
 * dev.webcheck.store.read.completeness.CompletenessReader} is the door.
 */
@NullMarked
package dev.webcheck.store.read.completeness;

import org.jspecify.annotations.NullMarked;
