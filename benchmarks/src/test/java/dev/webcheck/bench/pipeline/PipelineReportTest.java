package dev.webcheck.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PipelineReportTest {

    @Test
    void the_last_line_tells_all_that_was_measured() {
        PipelineResult result = new PipelineResult(
                500_000,
                50,
                load(Load.MERGED, 50_000, 100_000, 1.01),
                load(Load.UNMERGED, 30_000, 120_000, 2),
                new Contention(40_000, 60_000, 0.0125));

        assertThat(new PipelineReport(result).text().lines().reduce((first, last) -> last))
                .hasValue("{\"bench\":\"pipeline\",\"requestsPerSecond\":{\"merged\":50000,\"unmerged\":30000},"
                        + "\"copyRowsPerSecond\":110000,\"ratio\":{\"merged\":0.500,\"unmerged\":0.250},"
                        + "\"requests\":500000,\"eventsPerRecord\":50,\"coldRequestsPerSecond\":{\"merged\":25000,\"unmerged\":15000},"
                        + "\"writesPerRow\":{\"merged\":1.010,\"unmerged\":2.000},"
                        + "\"settlingSeconds\":{\"merged\":1.50,\"unmerged\":1.50},"
                        + "\"cpuSecondsPerMillion\":{\"worker\":{\"merged\":10.00,\"unmerged\":10.00},"
                        + "\"compiler\":{\"merged\":4.00,\"unmerged\":4.00},"
                        + "\"collector\":{\"merged\":1.00,\"unmerged\":1.00},"
                        + "\"postgres\":{\"merged\":20.00,\"unmerged\":20.00},"
                        + "\"kafka\":{\"merged\":3.00,\"unmerged\":3.00}},"
                        + "\"bytesPerMillion\":{\"table\":{\"merged\":300,\"unmerged\":300},"
                        + "\"indexes\":{\"merged\":40,\"unmerged\":40},\"wal\":{\"merged\":500,\"unmerged\":500}},"
                        + "\"oneWebsite\":{\"oneWorker\":40000,\"twoWorkers\":60000,\"waiting\":0.0125}}");
    }

    private static LoadResult load(Load load, double perSecond, double copy, double writes) {
        return new LoadResult(
                load,
                perSecond,
                perSecond / 2,
                copy,
                writes,
                1.5,
                new LoadResult.CpuSeconds(10, 4, 1, 20, 3),
                new LoadResult.Bytes(300, 40, 500));
    }
}
