package dev.webcheck.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A service as a process of its own, which can be stopped, killed and started again.
 *
 * <p>Its output goes to a file. Whoever starts one closes it; it does not end with this process by itself.
 *
 * <p>This class is safe for use by many threads.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final int LINES_OF_LOG = 12;

    private final ServiceLaunch launch;
    private @Nullable Process process;
    private boolean startedBefore;

    private ServiceProcess(ServiceLaunch launch) {
        this.launch = launch;
    }

    /**
     * Starts the service, without waiting for it.
     *
     * @param launch what to run
     * @return the process
     * @throws LocalServerException if it cannot be started
     */
    public static ServiceProcess start(ServiceLaunch launch) {
        ServiceProcess service = new ServiceProcess(launch);
        service.restart();
        return service;
    }

    /**
     * Starts it again, with the same port and settings, without waiting for it; does nothing while it runs.
     *
     * @throws LocalServerException if it cannot be started
     */
    public synchronized void restart() {
        if (isRunning()) {
            return;
        }
        try {
            process = launch.processBuilder(startedBefore).start();
            startedBefore = true;
        } catch (IOException e) {
            throw new LocalServerException("Could not start " + name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the service says that it is ready.
     *
     * @param limit the longest time to wait
     * @throws LocalServerException if it ends, or the time does; with the last lines of its log
     */
    public void awaitReady(Duration limit) {
        ReadyProbe probe = new ReadyProbe(baseUri().resolve("/q/health/ready"));
        long deadline = System.nanoTime() + limit.toNanos();
        while (!probe.isReady()) {
            Process running = current();
            if (Signals.awaitEnd(running.toHandle(), ReadyProbe.INTERVAL)) {
                throw new LocalServerException(describeEnd(running.exitValue()));
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new LocalServerException("Interrupted while waiting for " + name());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new LocalServerException(name() + " was not ready within " + limit.toSeconds() + " s"
                        + probe.lastAnswer() + "." + logTail());
            }
        }
    }

    /**
     * The name of the service.
     *
     * @return such as {@code worker-service}
     */
    public String name() {
        return launch.name();
    }

    /**
     * Where it listens.
     *
     * @return such as {@code http://localhost:5002}, the same after a restart
     */
    public URI baseUri() {
        return URI.create("http://localhost:" + launch.port());
    }

    /**
     * Where its output is.
     *
     * @return the file
     */
    public Path logFile() {
        return launch.logFile();
    }

    /**
     * Whether the process lives.
     *
     * @return true from its start to its end
     */
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * The operating system's process, of the last start.
     *
     * @return the handle
     */
    public ProcessHandle process() {
        return current().toHandle();
    }

    /**
     * The end of the run that was started last.
     *
     * @return completes with the exit code
     */
    public CompletableFuture<Integer> ended() {
        return current().onExit().thenApply(Process::exitValue);
    }

    /** Asks the process to end (SIGTERM), and kills it if it has not within 20 s; does nothing when it has ended. */
    public void stop() {
        stop(STOP_LIMIT);
    }

    void stop(Duration limit) {
        Process running = current();
        running.destroy();
        if (!Signals.awaitEnd(running.toHandle(), limit)) {
            kill();
        }
    }

    /** Asks the process to end (SIGTERM), without waiting. */
    void askToEnd() {
        current().destroy();
    }

    /** Ends the process without a chance to do anything more (SIGKILL), and waits for its end. */
    public void kill() {
        Process running = current();
        running.destroyForcibly();
        Signals.awaitEnd(running.toHandle(), KILL_LIMIT);
    }

    /** Keeps the process from running (SIGSTOP), without its knowledge, until {@link #resume}. */
    public void pause() {
        Signals.pause(process());
    }

    /** Lets a paused process run again (SIGCONT). */
    public void resume() {
        Signals.resume(process());
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    void recordIn(ProcessRecord record) {
        record.add(process(), launch.jar().toString());
    }

    /** What a user should read when it ended without being asked to. */
    String describeEnd(int exitCode) {
        return name() + " ended by itself with exit code " + exitCode + "." + logTail();
    }

    private String logTail() {
        List<String> lines = LogTail.of(logFile(), LINES_OF_LOG);
        return lines.isEmpty()
                ? "\nIt wrote nothing to " + logFile() + "."
                : "\nThe last lines of " + logFile() + ":\n  " + String.join("\n  ", lines);
    }

    private synchronized Process current() {
        if (process == null) {
            throw new IllegalStateException(name() + " was never started");
        }
        return process;
    }
}
