package dev.webcheck.bench.pipeline;

/**
 * How workers get on that have a partition each, when all requests go to one website.
 *
 * @param oneWorker requests a second of one worker on both partitions
 * @param twoWorkers requests a second of two workers
 * @param waiting the share of the time that a worker waited for a row of the other, between 0 and 1
 */
record Contention(double oneWorker, double twoWorkers, double waiting) {}
