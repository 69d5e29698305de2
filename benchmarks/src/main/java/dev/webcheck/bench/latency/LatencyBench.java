package dev.webcheck.bench.latency;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.bench.latency.LatencyResult.Told;
import dev.webcheck.bench.latency.SenderProcess.Tally;
import dev.webcheck.bench.latency.Watch.Seen;
import dev.webcheck.local.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lets an application with the SDK send at a steady rate, asks the API for some of its requests until they are there, and listens to
 * the live stream meanwhile if that is wanted.
 *
 * <p>An object of this class is for one thread.
 */
final class LatencyBench {

    private static final int SAMPLES_PER_SECOND = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration SETTLED = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofSeconds(5);

    private record Measured(double requestsPerSecond, double seconds, List<Seen> seen) {

        LatencyResult result() {
            return LatencyResult.of(requestsPerSecond, seen);
        }
    }

    private final LocalStack stack;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * A bench that has not run yet.
     *
     * @param stack where the requests are recorded
     * @param folder for the journal and the log of the application, empty
     * @param progress hears what is being done, a line at a time
     */
    LatencyBench(LocalStack stack, Path folder, Consumer<String> progress) {
        this.stack = stack;
        this.folder = folder;
        this.progress = progress;
    }

    LatencyResult run(int rate, Duration time, boolean live) throws IOException, InterruptedException {
        Watch watch = new Watch(stack.query().baseUri());
        try (PlainServer server = new PlainServer();
                SenderProcess sender = new SenderProcess(
                        stack.kafka().bootstrapServers(),
                        server.website(),
                        rate,
                        SAMPLES_PER_SECOND,
                        folder,
                        watch::arrived)) {
            progress.accept("  " + WARM_UP.toSeconds() + " s to get warm");
            watch.watch(WARM_UP);
            settle(watch);
            if (!live) {
                return measure(watch, sender, time).result();
            }
            try (Listener listener = Listener.to(stack.query().baseUri())) {
                watch.watch(STEP);
                settle(watch);
                long eventsBefore = listener.events();
                Measured measured = measure(watch, sender, time);
                double eventsPerSecond = (listener.events() - eventsBefore) / measured.seconds();
                List<Double> millis = listener.millis(
                        measured.seen().stream().map(Seen::sample).toList());
                return measured.result()
                        .with(Told.of(
                                eventsPerSecond,
                                listener.gaps(),
                                measured.seen().size() - millis.size(),
                                millis));
            }
        }
    }

    private Measured measure(Watch watch, SenderProcess sender, Duration time) throws InterruptedException {
        Tally before = sender.tally();
        Tally last = before;
        for (Duration left = time; !left.isZero(); left = left.minus(min(left, STEP))) {
            watch.watch(min(left, STEP));
            Tally now = sender.tally();
            progress.accept(String.format(Locale.ROOT, "  %,d requests/s", Math.round(perSecond(last, now))));
            last = now;
        }
        Tally atEnd = sender.end();
        List<Seen> seen = watch.finish();
        if (atEnd.unrecorded() > 0) {
            throw new BenchFailure(atEnd.unrecorded() + " requests were not recorded: the broker is too slow.");
        }
        return new Measured(perSecond(before, last), (last.nanoTime() - before.nanoTime()) / 1e9, seen);
    }

    /**
     * What arrives while the last are waited for is asked for late, and would be taken for late itself; so the measurement
     * begins only when the last need not be waited for.
     */
    private static void settle(Watch watch) throws InterruptedException {
        long begun = System.nanoTime();
        watch.finish();
        while (System.nanoTime() - begun > SETTLED.toNanos()) {
            watch.watch(STEP);
            begun = System.nanoTime();
            watch.finish();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static double perSecond(Tally from, Tally to) {
        return (to.sent() - from.sent()) * 1e9 / (to.nanoTime() - from.nanoTime());
    }
}
