package dev.webcheck.bench.pipeline;

import dev.webcheck.local.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;

/** What a worker, the database and the broker spend from one moment on. Confined to one thread. */
final class Meters {

    private static final String SETTLING = "webcheck_worker_settling_seconds_sum ";

    private final ServiceProcess process;
    private final Database database;
    private final Cpu worker;
    private final ThreadCpu compiler;
    private final ThreadCpu collector;
    private final Cpu postgres;
    private final Cpu kafka;
    private final long logBefore;
    private final double settlingBefore;

    private Meters(ServiceProcess process, Database database) throws SQLException, IOException, InterruptedException {
        this.process = process;
        this.database = database;
        worker = Cpu.of(process.process());
        compiler = ThreadCpu.ofCompiler(process.process());
        collector = ThreadCpu.ofCollector(process.process());
        postgres = Cpu.ofTree(database.postmaster());
        kafka = Cpu.of(ProcessHandle.current());
        logBefore = database.walBytes();
        settlingBefore = settling();
    }

    static Meters start(ServiceProcess worker, Database database)
            throws SQLException, IOException, InterruptedException {
        return new Meters(worker, database);
    }

    /** Those that have to look often, for processes of theirs end. */
    Cpu[] watched() {
        return new Cpu[] {worker, postgres, kafka};
    }

    /** For each million of so many requests. */
    LoadResult.CpuSeconds cpu(double millions) {
        return new LoadResult.CpuSeconds(
                worker.seconds() / millions,
                compiler.seconds() / millions,
                collector.seconds() / millions,
                postgres.seconds() / millions,
                kafka.seconds() / millions);
    }

    /** Bytes of the write-ahead log. */
    long log() throws SQLException {
        return database.walBytes() - logBefore;
    }

    /** How long the worker was at settling. */
    double settlingSeconds() throws IOException, InterruptedException {
        return settling() - settlingBefore;
    }

    private double settling() throws IOException, InterruptedException {
        HttpRequest metrics =
                HttpRequest.newBuilder(process.baseUri().resolve("/q/metrics")).build();
        return HttpClient.newHttpClient()
                .send(metrics, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(SETTLING))
                .mapToDouble(line -> Double.parseDouble(line.substring(SETTLING.length())))
                .sum();
    }
}
