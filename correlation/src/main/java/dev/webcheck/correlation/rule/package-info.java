/**
 * From events to what is known of requests, instances, incidents and counts, in plain Java.
 *
 * <p>How a request stands is a function of four things, whatever the order in which they became known: its begin, its end,
 * the latest sign of its instance, and whether that instance's lease has run out; where no sign has ever come, the latest
 * begin of the instance stands in for it. {@link Verdicts} is that function, {@link LeaseRule} says when the lease has run out and
 * {@link DeadlineRule} when the latest begin decides; {@link OpenRanges} says which requests any of them may concern. {@link Correlator}
 * applies a batch of arrivals to what was known before and tells what has changed; {@link Correlation} is the door. An incident is a function of its instance and that one's requests, which are
 * counted by their changes ({@link Incidents}). Counts and histories follow from each change, one arrival after the other, so they are
 * the same however the log is cut into batches.
 *
 * <p>An instance may decide more open requests than one transaction can hold. Then its change leaves verdicts pending, and
 * {@link Correlator#decidePending} reaches them piece by piece, before anything else changes the instance.
 */
@NullMarked
package dev.webcheck.correlation.rule;

import org.jspecify.annotations.NullMarked;
