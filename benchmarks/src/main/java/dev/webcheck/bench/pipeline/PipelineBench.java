package dev.webcheck.bench.pipeline;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.bench.pipeline.Run.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Fills the topic, starts a worker on it, and measures until all rows are committed; each load with a broker and a database
 * of its own. The first requests of a load warm the worker up and are not measured. What is in the database at the end must
 * be what the events said.
 *
 * <p>An object of this class is for one thread, and for one run.
 */
final class PipelineBench {

    private static final int PARTITIONS = 4;
    private static final int WEBSITES = 1_000;
    /** It takes about so many until the JIT compiler of the worker has done its work. */
    private static final int MOST_TO_WARM_UP = 300_000;

    private static final long SEED = 20_261_124;
    private static final double MILLION = 1e6;

    private final Path folder;
    private final int requests;
    private final int eventsPerRecord;
    private final boolean steady;
    private final Consumer<String> progress;

    PipelineBench(Path folder, int requests, int eventsPerRecord, boolean steady, Consumer<String> progress) {
        this.folder = folder;
        this.requests = requests;
        this.eventsPerRecord = eventsPerRecord;
        this.steady = steady;
        this.progress = progress;
    }

    PipelineResult run() throws IOException, SQLException, InterruptedException {
        LoadResult merged = measure(Load.MERGED);
        LoadResult unmerged = measure(Load.UNMERGED);
        return new PipelineResult(requests, eventsPerRecord, merged, unmerged, contention());
    }

    LoadResult measure(Load load) throws IOException, SQLException, InterruptedException {
        try (Installation installation = Installation.start(folder, PARTITIONS);
                Database database = Database.of(installation.postgres());
                Backlog backlog = installation.backlog(eventsPerRecord)) {
            say(
                    "%s: filling the topic with %,d requests, and %,d to warm up; %d events a record",
                    load.label(), requests, warmUp(), eventsPerRecord);
            Traffic traffic = new Traffic(SEED, WEBSITES);
            Tally first = backlog.append(warmUp(), load, traffic);
            Tally expected = first.plus(backlog.append(requests, load, traffic));
            if (load == Load.MERGED) {
                say(
                        "  the database has %s, %s, %s, %s",
                        database.setting("fsync"),
                        database.setting("synchronous_commit"),
                        database.setting("full_page_writes"),
                        database.setting("shared_buffers"));
            }
            Run run = new Run(installation, database);
            run.startWorkers(1);
            Moment begun = run.awaitFirst();
            Moment warm = run.awaitStopped(backlog.senders());
            Meters meters = Meters.start(run.worker(), database);
            Moment end = run.awaitStopped(2L * backlog.senders(), meters.watched());
            if (steady) {
                end = run.awaitSettled(meters.watched());
            }
            double millions = (end.ended() - warm.ended()) / MILLION;
            LoadResult.CpuSeconds cpu = meters.cpu(millions);
            double log = meters.log() / millions;
            double settling = meters.settlingSeconds();
            double perSecond = end.requestsPerSecondSince(warm);
            say("  %,.0f requests/s; checking the rows and the counts", perSecond);
            installation.stopWorkers();
            check(expected, database);
            double rows = expected.requests();
            var bytes = new LoadResult.Bytes(
                    database.tableBytes() / rows * MILLION, database.indexBytes() / rows * MILLION, log);
            double writes = database.rowWrites() / rows;
            double copy = database.copyRowsPerSecond(folder.resolve("rows"));
            say("  all is right; COPY of the same rows: %,.0f rows/s", copy);
            return new LoadResult(
                    load, perSecond, end.requestsPerSecondSince(begun), copy, writes, settling, cpu, bytes);
        }
    }

    private Contention contention() throws IOException, SQLException, InterruptedException {
        say("two workers, a partition each, all requests to one website");
        double[] perSecond = new double[2];
        double waiting = 0;
        for (int workers = 1; workers <= 2; workers++) {
            try (Installation installation = Installation.start(folder, 2);
                    Database database = Database.of(installation.postgres());
                    Backlog backlog = installation.backlog(eventsPerRecord)) {
                Traffic traffic = new Traffic(SEED, 1);
                Tally expected = backlog.append(requests / 2, Load.MERGED, traffic);
                Run run = new Run(installation, database);
                run.startWorkers(workers);
                Moment begun = run.awaitFirst();
                Moment end = run.awaitStopped(backlog.senders());
                perSecond[workers - 1] = end.requestsPerSecondSince(begun);
                waiting = run.waiting();
                installation.stopWorkers();
                check(expected, database);
            }
        }
        return new Contention(perSecond[0], perSecond[1], waiting);
    }

    private static void check(Tally expected, Database database) throws SQLException {
        check("rows", expected, database.rows());
        check("hourly counts", expected, database.counts());
    }

    private static void check(String what, Tally expected, Tally found) {
        if (!found.equals(expected)) {
            throw new BenchFailure("The " + what + " are wrong: expected " + expected + ", found " + found + ".");
        }
    }

    private int warmUp() {
        return Math.min(requests, MOST_TO_WARM_UP);
    }

    private void say(String format, Object... arguments) {
        progress.accept(String.format(Locale.ROOT, format, arguments));
    }
}
