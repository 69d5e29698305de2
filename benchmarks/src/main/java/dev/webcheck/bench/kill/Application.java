package dev.webcheck.bench.kill;

import dev.webcheck.bench.harness.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Sender} as a process, with the website that it sends to, and with what it leaves behind when it is killed. */
final class Application implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final WatchfulServer server = new WatchfulServer();
    private final Path log;
    private final Lanes lanes;
    private final Process process;

    /**
     * Starts the process.
     *
     * @param bootstrapServers of the broker
     * @param folder for what it writes, new
     * @param journal the folder of its journal, on which others may have been before
     * @param pause for how long each lane rests after a request
     */
    Application(String bootstrapServers, Path folder, JournalFolder journal, Duration pause) {
        try {
            Files.createDirectories(folder);
            log = folder.resolve("application.log");
            Path file = folder.resolve("lanes");
            journal.startedAt(Instant.now());
            lanes = Lanes.in(file, Sender.LANES);
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx96m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dwebcheck.kafka-bootstrap-servers=" + bootstrapServers,
                            "-Dwebcheck.journal-directory=" + journal.path(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Sender.class.getName(),
                            server.website(),
                            file.toString(),
                            String.valueOf(pause.toMillis()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WatchfulServer server() {
        return server;
    }

    Lanes lanes() {
        return lanes;
    }

    void awaitFirstRequest() throws InterruptedException {
        long begun = System.nanoTime();
        while (server.count() == 0) {
            if (!process.isAlive() || System.nanoTime() - begun > START_LIMIT.toNanos()) {
                throw new BenchFailure("The application that is to be killed sent nothing. It says: " + lastOutput());
            }
            Thread.sleep(5);
        }
    }

    /** SIGKILL; returns when it is dead, and answers when that began. */
    Instant kill() throws InterruptedException {
        Instant killedAt = Instant.now();
        process.destroyForcibly().waitFor();
        return killedAt;
    }

    /** Lets it come to its end as an application should. */
    void end() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new BenchFailure("An application could not be told to end: " + e.getMessage());
        }
        if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new BenchFailure(
                    "An application did not end within " + END_LIMIT.toSeconds() + " s. It says: " + lastOutput());
        }
    }

    private String lastOutput() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        server.close();
    }
}
