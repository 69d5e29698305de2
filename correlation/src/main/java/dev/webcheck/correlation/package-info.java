/**
 * The words for how requests and instances stand, and what is known of each: the state that the correlation changes and the store
 * keeps. {@code batch} is what both exchange over a batch of events; {@code rule} holds the rules.
 */
@NullMarked
package dev.webcheck.correlation;

import org.jspecify.annotations.NullMarked;
