package dev.webcheck.local.command;

import dev.webcheck.local.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Talks to the user. On a terminal the step that is being done counts its seconds. */
final class Console implements Progress {

    private static final int WIDTH = 40;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "webcheck-console");
        made.setDaemon(true);
        return made;
    });
    private @Nullable ScheduledFuture<?> ticking;

    Console(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void say(String text) {
        stopTicking();
        out.println(text);
        out.flush();
    }

    @Override
    public synchronized void begun(String step) {
        if (!terminal) {
            return;
        }
        stopTicking();
        long begun = System.nanoTime();
        ticking = clock.scheduleAtFixedRate(
                () -> redraw(line(step, String.format(Locale.ROOT, "%d s", secondsSince(begun)))),
                0,
                1,
                TimeUnit.SECONDS);
    }

    @Override
    public synchronized void done(String step, Duration took) {
        say(line(step, String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)));
    }

    private synchronized void redraw(String line) {
        if (ticking != null) {
            out.print(CLEAR_LINE + line);
            out.flush();
        }
    }

    private void stopTicking() {
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
            out.print(CLEAR_LINE);
        }
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }

    private static String line(String step, String time) {
        return "  " + step + " " + ".".repeat(Math.max(3, WIDTH - step.length())) + " " + time;
    }
}
