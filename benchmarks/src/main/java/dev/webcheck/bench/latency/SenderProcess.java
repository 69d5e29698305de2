package dev.webcheck.bench.latency;

import dev.webcheck.bench.harness.BenchFailure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A {@link SteadySender} as a process. */
final class SenderProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final File log;
    private final BlockingQueue<Tally> tallies = new LinkedBlockingQueue<>();

    /**
     * What it has done up to now.
     *
     * @param sent requests
     * @param unrecorded how many of them were not recorded; known at its end
     * @param nanoTime when this was told
     */
    record Tally(long sent, long unrecorded, long nanoTime) {}

    /**
     * Starts it.
     *
     * @param bootstrapServers of the broker
     * @param website to send to
     * @param rate requests a second
     * @param samplesPerSecond how many of them to pick
     * @param folder for its journal and its log
     * @param samples hears of each that was picked, from a thread of its own
     */
    SenderProcess(
            String bootstrapServers,
            String website,
            int rate,
            int samplesPerSecond,
            Path folder,
            Consumer<Sample> samples) {
        log = folder.resolve("application.log").toFile();
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-Dwebcheck.kafka-bootstrap-servers=" + bootstrapServers,
                            "-Dwebcheck.journal-directory=" + folder.resolve("journal"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SteadySender.class.getName(),
                            website,
                            String.valueOf(rate),
                            String.valueOf(samplesPerSecond))
                    .redirectError(Redirect.to(log))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(() -> read(samples), "what-the-application-says");
        reader.setDaemon(true);
        reader.start();
    }

    /** Asks how many requests it has sent. */
    Tally tally() throws InterruptedException {
        try {
            OutputStream toProcess = process.getOutputStream();
            toProcess.write('?');
            toProcess.flush();
        } catch (IOException e) {
            throw gone();
        }
        return await();
    }

    /** Lets it come to its end. */
    Tally end() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw gone();
        }
        return await();
    }

    private Tally await() throws InterruptedException {
        Tally tally = tallies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (tally == null) {
            throw gone();
        }
        return tally;
    }

    private BenchFailure gone() {
        return new BenchFailure("The application that sends the requests does not answer. What it said is in " + log);
    }

    private void read(Consumer<Sample> samples) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (Sample.is(line)) {
                    samples.accept(Sample.parse(line));
                } else if (line.startsWith("sent ")) {
                    String[] parts = line.split(" ", -1);
                    tallies.add(new Tally(Long.parseLong(parts[1]), Long.parseLong(parts[2]), System.nanoTime()));
                }
            }
        } catch (IOException e) {
            // the process has gone, which is noticed where it is asked for something
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
