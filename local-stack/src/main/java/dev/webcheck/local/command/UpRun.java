package dev.webcheck.local.command;

import dev.webcheck.local.LocalPorts;
import dev.webcheck.local.LocalServerException;
import dev.webcheck.local.LocalStack;
import dev.webcheck.local.LocalStackSettings;
import dev.webcheck.local.Supervisor;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One run of everything, from the start to the signal that ends it. */
final class UpRun implements Supervisor {

    private final Console console;
    private final DataFolder folder;
    private final LocalPorts ports;
    private final boolean withExample;
    private final LocalStack stack;
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private volatile boolean stopping;

    UpRun(Console console, DataFolder folder, LocalPorts ports, boolean withExample) {
        this.console = console;
        this.folder = folder;
        this.ports = ports;
        this.withExample = withExample;
        this.stack = LocalStack.of(LocalStackSettings.kept(folder.path(), ports)
                .withJvmOptions(QuickStart.JVM_OPTIONS)
                .withProgress(console));
    }

    /** Answers why it cannot go on; a signal ends the process, and with it everything, before there is an answer. */
    String untilItEnds() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "webcheck-stop"));
        try {
            console.say("Starting Webcheck on this machine. Ctrl-C stops it.");
            Optional<ExampleRun> example = withExample ? ExampleRun.start(console, ports, folder) : Optional.empty();
            stack.start();
            stack.superviseBy(this);
            QueryApi api = new QueryApi(stack.query().baseUri());
            Optional<String> crashed = example.isPresent() ? example.get().awaitCrash(api) : Optional.empty();
            console.say(new NextSteps(stack.query().baseUri(), stack.kafka().bootstrapServers(), folder.path())
                    .text(Instant.now(), crashed.isPresent() ? crashed : api.newestCrash()));
            if (example.isPresent()) {
                example.get().awaitEnd().filter(failure -> !stopping).ifPresent(console::say);
            }
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

    private void stop() {
        stopping = true;
        console.say("\nStopping everything ...");
        stack.close();
        console.say("Stopped. Nothing is left running.");
    }
}
