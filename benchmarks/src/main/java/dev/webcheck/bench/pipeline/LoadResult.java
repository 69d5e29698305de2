package dev.webcheck.bench.pipeline;

/**
 * What one load showed.
 *
 * @param load the load
 * @param requestsPerSecond from the topic to committed rows, by a worker that has been running for a while
 * @param coldRequestsPerSecond the same from the first commit of the new process on, the load before included
 * @param copyRowsPerSecond {@code COPY} of the same rows into an empty table of the same definition
 * @param writesPerRow row versions written for each row: 1 where begin and end were written as one, 2 where not
 * @param settlingSeconds how long the worker was at settling the counts, beside its batches
 * @param cpu what a million requests cost
 * @param bytes what a million requests take
 */
record LoadResult(
        Load load,
        double requestsPerSecond,
        double coldRequestsPerSecond,
        double copyRowsPerSecond,
        double writesPerRow,
        double settlingSeconds,
        CpuSeconds cpu,
        Bytes bytes) {

    /** Seconds of CPU time, of a million requests; those of the worker include its compiler and its garbage collector. */
    record CpuSeconds(double worker, double compiler, double collector, double postgres, double kafka) {}

    /** Bytes, of a million requests. */
    record Bytes(double table, double indexes, double log) {}

    double ratio() {
        return requestsPerSecond / copyRowsPerSecond;
    }
}
