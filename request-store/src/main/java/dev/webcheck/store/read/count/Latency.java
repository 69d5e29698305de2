package dev.webcheck.store.read.count;

/**
 * How long requests took that have an end. Each value is estimated from a histogram: it lies in the same bucket as the true one,
 * so it is less than 2^(1/4) times as much, and more than 2^(-1/4) times (19 percent). This record is immutable.
 *
 * @param p50Nanos half of them took at most so long, in nanoseconds
 * @param p95Nanos 95 percent of them did
 * @param p99Nanos 99 percent of them did
 */
public record Latency(long p50Nanos, long p95Nanos, long p99Nanos) {}
