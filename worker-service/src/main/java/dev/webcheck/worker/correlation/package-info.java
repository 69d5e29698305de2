/**
 * From events to what is known of requests, instances and counts, in plain Java.
 *
 * <p>How a request stands is a function of four things, whatever the order in which they became known: its begin, its end,
 * the latest sign of its instance, and whether that instance's lease has run out. {@link Verdicts} is that function;
 * {@link Correlator} applies a batch of arrivals to what was known before and tells what has changed.
 */
@NullMarked
package dev.webcheck.worker.correlation;

import org.jspecify.annotations.NullMarked;
