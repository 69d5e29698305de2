package dev.webcheck.local.command;

import dev.webcheck.local.LocalPorts;
import dev.webcheck.local.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the user sees of the example application: that the death of its process is found, or why not. */
final class ExampleRun {

    private static final String STEP = "Killed process of the example found dead";
    private static final Duration VERDICT_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    private final Console console;
    private final ExampleApplication application;
    private final Instant startedAt;
    private final long begun = System.nanoTime();

    private ExampleRun(Console console, ExampleApplication application, Instant startedAt) {
        this.console = console;
        this.application = application;
        this.startedAt = startedAt;
    }

    /** Starts it beside everything else; none if it cannot be started, which is told. */
    static Optional<ExampleRun> start(Console console, LocalPorts ports, DataFolder folder) {
        Instant now = Instant.now();
        try {
            return Optional.of(new ExampleRun(
                    console, ExampleApplication.start(LocalStack.home(), ports.kafkaBootstrapServers(), folder), now));
        } catch (CommandFailure e) {
            console.say(FailureMessage.of(e));
            return Optional.empty();
        }
    }

    /** Waits until the request of its killed process is shown as crashed, and answers its id. */
    Optional<String> awaitCrash(QueryApi api) throws InterruptedException {
        console.begun(STEP);
        long lastSeenRunning = System.nanoTime();
        while (System.nanoTime() - lastSeenRunning < VERDICT_LIMIT.toNanos()) {
            Optional<String> crashed = api.newestCrash(startedAt);
            if (crashed.isPresent()) {
                console.done(STEP, Duration.ofNanos(System.nanoTime() - begun));
                return crashed;
            }
            if (application.isRunning()) {
                lastSeenRunning = System.nanoTime();
            } else if (application.awaitEnd().isPresent()) {
                return Optional.empty();
            }
            Thread.sleep(POLL_MILLIS);
        }
        console.say("The request of its killed process is not shown as CRASHED after " + VERDICT_LIMIT.toSeconds()
                + " s. The log of the worker-service may say why.");
        return Optional.empty();
    }

    /** Waits for its end, and answers what to say if it was not a good one. */
    Optional<String> awaitEnd() throws InterruptedException {
        return application.awaitEnd();
    }
}
