package dev.webcheck.worker;

import dev.webcheck.worker.deadletters.DeadLettersCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The worker's process. With {@code QUARKUS_PROFILE=migrate} it brings the database and the topics up to date and ends;
 * otherwise it goes on to consume until it is told to stop.
 */
@QuarkusMain
public class WorkerApplication implements QuarkusApplication {

    /** For the container, which makes the one instance there is. */
    public WorkerApplication() {}

    /**
     * Starts the process.
     *
     * @param args none, or {@code dead-letters} and what that command takes
     */
    public static void main(String... args) {
        if (args.length > 0 && args[0].equals(DeadLettersCommand.NAME)) {
            System.exit(deadLetters(Arrays.copyOfRange(args, 1, args.length)));
        }
        Quarkus.run(WorkerApplication.class, args);
    }

    private static int deadLetters(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return DeadLettersCommand.run(out, err, arguments);
    }

    /**
     * Runs until the process is told to stop.
     *
     * @param args none are taken
     * @return the exit code, 0 for an orderly end
     */
    @Override
    public int run(String... args) {
        Quarkus.waitForExit();
        return 0;
    }
}
