package dev.webcheck.bench.pipeline;

/**
 * What was measured.
 *
 * @param requests requests of each load
 * @param eventsPerRecord how many events each record of the topic has
 * @param merged ends beside their begins
 * @param unmerged ends far behind their begins
 * @param contention two workers
 */
record PipelineResult(
        int requests, int eventsPerRecord, LoadResult merged, LoadResult unmerged, Contention contention) {

    double copyRowsPerSecond() {
        return (merged.copyRowsPerSecond() + unmerged.copyRowsPerSecond()) / 2;
    }
}
