package dev.webcheck.store.read.count;

import java.time.Instant;

/**
 * A point of a time series. This record is immutable.
 *
 * @param at the start of the step
 * @param counts the requests that started in it
 */
public record TimePoint(Instant at, RequestCounts counts) {}
