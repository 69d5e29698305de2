package dev.webcheck.worker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * The worker's process. With {@code QUARKUS_PROFILE=migrate} it brings the database and the topics up to date and ends;
 * otherwise it goes on to consume until it is told to stop.
 */
@QuarkusMain
public class WorkerApplication implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(WorkerApplication.class);

    @Inject
    WorkerSettings settings;

    /** For the container, which makes the one instance there is. */
    public WorkerApplication() {}

    /**
     * Starts the process.
     *
     * @param args none are taken
     */
    public static void main(String... args) {
        Quarkus.run(WorkerApplication.class, args);
    }

    /**
     * Runs until the process is told to stop.
     *
     * @param args none are taken
     * @return the exit code, 0 for an orderly end
     */
    @Override
    public int run(String... args) {
        if (settings.migrateOnly()) {
            LOG.info("Database and topics are up to date");
            return 0;
        }
        Quarkus.waitForExit();
        return 0;
    }
}
