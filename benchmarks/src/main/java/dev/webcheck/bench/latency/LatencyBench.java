package dev.webcheck.bench.latency;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.bench.latency.SenderProcess.Tally;
import dev.webcheck.bench.latency.Watch.Seen;
import dev.webcheck.local.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lets an application with the SDK send at a steady rate, and asks the API for some of its requests until they are there.
 *
 * <p>An object of this class is for one thread.
 */
final class LatencyBench {

    private static final int SAMPLES_PER_SECOND = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration SETTLED = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofSeconds(5);

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

    LatencyResult run(int rate, Duration time) throws InterruptedException {
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
            return LatencyResult.of(perSecond(before, last), seen);
        }
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
