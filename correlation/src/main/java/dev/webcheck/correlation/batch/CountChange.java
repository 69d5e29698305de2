package dev.webcheck.correlation.batch;

import dev.webcheck.correlation.Outcome;
import java.time.Instant;
import java.util.Map;

/**
 * What to add to the counts of the requests to one website that started in one hour.
 *
 * @param hour the start of the hour
 * @param website the website
 * @param outcomes what to add for each outcome, also negative
 * @param durations what to add to each bucket of {@link dev.webcheck.correlation.DurationBuckets}, also negative
 */
public record CountChange(Instant hour, String website, Map<Outcome, Long> outcomes, Map<Integer, Long> durations) {}
