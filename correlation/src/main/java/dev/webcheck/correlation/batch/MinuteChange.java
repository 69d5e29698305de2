package dev.webcheck.correlation.batch;

import dev.webcheck.correlation.Outcome;
import java.time.Instant;
import java.util.Map;

/**
 * What to add to the counts of the requests that started in one minute.
 *
 * @param minute the start of the minute
 * @param outcomes what to add for each outcome, also negative
 * @param durations what to add to each bucket of {@link dev.webcheck.correlation.DurationBuckets}, also negative
 */
public record MinuteChange(Instant minute, Map<Outcome, Long> outcomes, Map<Integer, Long> durations) {}
