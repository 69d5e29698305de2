package dev.webcheck.local.command;

import dev.webcheck.local.LocalPorts;
import dev.webcheck.local.LocalServerException;
import dev.webcheck.local.LocalStack;
import dev.webcheck.local.LocalStackSettings;
import dev.webcheck.local.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One run of everything, from the start to the signal that ends it. */
final class UpRun implements Supervisor {

    private static final Duration VERDICT_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 250;

    private final Console console;
    private final DataFolder folder;
    private final boolean withExample;
    private final LocalStack stack;
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private volatile boolean stopping;

    UpRun(Console console, DataFolder folder, LocalPorts ports, boolean withExample) {
        this.console = console;
        this.folder = folder;
        this.withExample = withExample;
        this.stack = LocalStack.of(LocalStackSettings.kept(folder.path(), ports).withProgress(console));
    }

    /** Answers why it cannot go on; a signal ends the process, and with it everything, before there is an answer. */
    String untilItEnds() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "webcheck-stop"));
        try {
            console.say("Starting Webcheck on this machine. Ctrl-C stops it.");
            stack.start();
            stack.superviseBy(this);
            QueryApi api = new QueryApi(stack.query().baseUri());
            Optional<String> crashed = withExample ? runExample(api) : api.newest("CRASHED");
            console.say(new NextSteps(stack.query().baseUri(), stack.kafka().bootstrapServers(), folder.path())
                    .text(Instant.now(), crashed));
            return end.join();
        } catch (LocalServerException e) {
            if (stopping) {
                // It failed because it is being stopped. The process ends by the signal, not by us.
                return new CompletableFuture<String>().join();
            }
            throw e;
        }
    }

    @Override
    public void willRestart(String message, long seconds) {
        console.say(message + "\nIt is started again in " + seconds + " s.");
    }

    @Override
    public void restarted(String name) {
        console.say(name + " is ready again.");
    }

    @Override
    public void gaveUp(String message) {
        end.complete(message);
    }

    private Optional<String> runExample(QueryApi api) throws InterruptedException {
        Optional<String> before = api.newest("CRASHED");
        ExampleApplication example =
                new ExampleApplication(LocalStack.home(), stack.kafka().bootstrapServers(), folder);
        try {
            long begun = begin("Example application sends requests");
            example.run();
            done("Example application sends requests", begun);
        } catch (CommandFailure e) {
            console.say(FailureMessage.of(e));
            return before;
        }
        long begun = begin("Its killed process is found dead");
        Optional<String> crashed = awaitOtherThan(before, api);
        if (crashed.isPresent()) {
            done("Its killed process is found dead", begun);
        } else {
            console.say("The request of its killed process is not shown as CRASHED after " + VERDICT_LIMIT.toSeconds()
                    + " s. The log of the worker-service may say why.");
        }
        return crashed.or(() -> before);
    }

    private static Optional<String> awaitOtherThan(Optional<String> before, QueryApi api) throws InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < VERDICT_LIMIT.toNanos()) {
            Optional<String> crashed = api.newest("CRASHED");
            if (crashed.isPresent() && !crashed.equals(before)) {
                return crashed;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Optional.empty();
    }

    private long begin(String step) {
        console.begun(step);
        return System.nanoTime();
    }

    private void done(String step, long begun) {
        console.done(step, Duration.ofNanos(System.nanoTime() - begun));
    }

    private void stop() {
        stopping = true;
        console.say("\nStopping everything ...");
        stack.close();
        console.say("Stopped. Nothing is left running.");
    }
}
