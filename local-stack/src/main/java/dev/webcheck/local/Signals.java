package dev.webcheck.local;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is said to processes beyond what {@link ProcessHandle} can say. */
final class Signals {

    private Signals() {}

    /** SIGINT; for PostgreSQL that is the order to break connections and stop. */
    static void interrupt(ProcessHandle process) {
        if (!sent("INT", process)) {
            process.destroy();
        }
    }

    /** SIGQUIT; for PostgreSQL that is the order to end at once, as in a crash. */
    static void quit(ProcessHandle process) {
        if (!sent("QUIT", process)) {
            process.destroyForcibly();
        }
    }

    /** SIGSTOP: the process is not run any more, and does not know. */
    static void pause(ProcessHandle process) {
        insist("STOP", process);
    }

    /** SIGCONT: a paused process is run again. */
    static void resume(ProcessHandle process) {
        insist("CONT", process);
    }

    private static void insist(String signal, ProcessHandle process) {
        if (!sent(signal, process)) {
            throw new LocalServerException("The signal " + signal + " could not be sent to process " + process.pid());
        }
    }

    private static boolean sent(String signal, ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the process has ended within the time; false at once if the thread is interrupted. */
    static boolean awaitEnd(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new LocalServerException("Could not wait for process " + process.pid(), e);
        }
    }
}
