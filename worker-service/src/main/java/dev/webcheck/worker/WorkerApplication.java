package dev.webcheck.worker;

import dev.webcheck.worker.deadletters.DeadLettersCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jboss.logging.Logger;

/**
 * The worker's process. With {@code QUARKUS_PROFILE=migrate} it brings the database and the topics up to date and ends;
 * otherwise it goes on to consume until it is told to stop.
 */
@QuarkusMain
public class WorkerApplication implements QuarkusApplication {

    @Inject
    WorkerSettings settings;

    @Inject
    Start start;

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
     * @return the exit code, 0 for an orderly end, 1 if the database or the topics cannot be brought up to date
     */
    @Override
    public int run(String... args) {
        if (settings.migrateOnly()) {
            int exitCode = start.await();
            if (exitCode == 0) {
                Logger.getLogger(WorkerApplication.class).info("Database and topics are up to date");
            }
            return exitCode;
        }
        Quarkus.waitForExit();
        return 0;
    }
}
