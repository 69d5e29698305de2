package dev.webcheck.bench.pipeline;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.local.ServiceProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Workers that are started on a backlog and watched until all of it is in the database. Confined to one thread. */
final class Run {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final long GLANCE_MILLIS = 25;
    private static final int GLANCES_PER_LOOK = 20;

    private final Installation installation;
    private final Database database;
    private final List<ServiceProcess> workers = new ArrayList<>();
    private long glances;
    private long waits;

    Run(Installation installation, Database database) {
        this.installation = installation;
        this.database = database;
    }

    void startWorkers(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            workers.add(installation.startWorker());
        }
    }

    /** Waits until so many instances are known to have stopped, which is the last that each of them has told. */
    Moment awaitStopped(long instances, Cpu... watched) throws SQLException, InterruptedException {
        return await(() -> database.stoppedInstances() >= instances, watched);
    }

    /** Waits until the counts are settled as well. */
    Moment awaitSettled(Cpu... watched) throws SQLException, InterruptedException {
        return await(() -> !database.hasUnsettledCounts(), watched);
    }

    private Moment await(Question done, Cpu... watched) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!done.ask()) {
            refuseDeadWorkers();
            if (System.nanoTime() - deadline > 0) {
                throw new BenchFailure("The backlog was not stored within " + LIMIT.toMinutes() + " minutes.");
            }
            glances++;
            if (glances % GLANCES_PER_LOOK == 0) {
                Arrays.stream(watched).forEach(Cpu::look);
            }
            waits += database.waitingWorkers() > 0 ? 1 : 0;
            Thread.sleep(GLANCE_MILLIS);
        }
        return now();
    }

    /** Waits until the first rows are there. */
    Moment awaitFirst() throws SQLException, InterruptedException {
        while (!database.hasInstances()) {
            refuseDeadWorkers();
            Thread.sleep(GLANCE_MILLIS);
        }
        return now();
    }

    private Moment now() throws SQLException {
        return new Moment(System.nanoTime(), database.endedRequests());
    }

    private void refuseDeadWorkers() {
        for (ServiceProcess worker : workers) {
            if (!worker.isRunning()) {
                throw new BenchFailure("A worker ended by itself. Its log is " + worker.logFile());
            }
        }
    }

    /** The first worker. */
    ServiceProcess worker() {
        return workers.get(0);
    }

    /** The share of the time in which a worker waited for a row of another one. */
    double waiting() {
        return glances == 0 ? 0 : (double) waits / glances;
    }

    /** What is asked of the database. */
    private interface Question {
        boolean ask() throws SQLException;
    }

    /** How many requests had their end at some time. */
    record Moment(long nanos, long ended) {

        double requestsPerSecondSince(Moment earlier) {
            return (ended - earlier.ended) / ((nanos - earlier.nanos) / 1e9);
        }
    }
}
