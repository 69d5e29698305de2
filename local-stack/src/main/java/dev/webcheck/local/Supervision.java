package dev.webcheck.local;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts services again that ended by themselves, as a container platform would. */
final class Supervision implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);

    private final Supervisor supervisor;
    private final ProcessRecord record;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "local-stack-supervision");
        made.setDaemon(true);
        return made;
    });
    private volatile boolean closed;

    Supervision(Supervisor supervisor, ProcessRecord record) {
        this.supervisor = supervisor;
        this.record = record;
    }

    void keepRunning(ServiceProcess service) {
        watch(service, new RestartDelays());
    }

    /** Tells of the end of something that is not started again, when it comes. */
    void giveUpAfter(CompletableFuture<String> end) {
        var unused = end.thenAccept(message -> {
            if (!closed) {
                supervisor.gaveUp(message);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
    }

    private void watch(ServiceProcess service, RestartDelays delays) {
        long started = System.nanoTime();
        var unused = service.ended().thenAccept(exitCode -> {
            Duration run = Duration.ofNanos(System.nanoTime() - started);
            ended(service, exitCode, delays.afterARunOf(run), delays);
        });
    }

    private void ended(ServiceProcess service, int exitCode, OptionalLong delay, RestartDelays delays) {
        if (closed) {
            return;
        }
        if (delay.isEmpty()) {
            supervisor.gaveUp(service.describeEnd(exitCode) + "\nIt has ended too often and is not started again.");
            return;
        }
        supervisor.willRestart(service.describeEnd(exitCode), delay.getAsLong());
        var unused = thread.schedule(() -> restart(service, delays), delay.getAsLong(), TimeUnit.SECONDS);
    }

    private void restart(ServiceProcess service, RestartDelays delays) {
        try {
            if (closed) {
                return;
            }
            service.restart();
            service.recordIn(record);
            watch(service, delays);
            service.awaitReady(READY_LIMIT);
            supervisor.restarted(service.name());
        } catch (LocalServerException e) {
            // it ended again, which the watch has seen, or all is being closed
            if (!closed && service.isRunning()) {
                supervisor.gaveUp(String.valueOf(e.getMessage()));
            }
        }
    }
}
