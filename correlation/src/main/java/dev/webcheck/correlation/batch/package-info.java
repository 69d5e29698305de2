/**
 * A batch of events between the store and the rules: what it touches, what is known of that before, and what it changes.
 */
@NullMarked
package dev.webcheck.correlation.batch;

import org.jspecify.annotations.NullMarked;
