package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** The database's schema, which has to be as new as this worker or newer. */
@ApplicationScoped
class Schema {

    private final Flyway flyway;
    private final WorkerSettings settings;

    Schema(Flyway flyway, WorkerSettings settings) {
        this.flyway = flyway;
        this.settings = settings;
    }

    /** Brings it up to date, or looks whether somebody else has. */
    void ensure() throws OutdatedException {
        if (settings.migrate()) {
            flyway.migrate();
            return;
        }
        MigrationInfo[] pending = flyway.info().pending();
        if (pending.length > 0) {
            throw new OutdatedException(Arrays.toString(
                    Arrays.stream(pending).map(MigrationInfo::getVersion).toArray()));
        }
    }

    /** It lacks migrations, and it is not this worker that makes them. */
    static final class OutdatedException extends Exception {
        private static final long serialVersionUID = 1L;

        OutdatedException(String versions) {
            super("it lacks the migrations " + versions + ", which webcheck.migrate=false leaves to somebody else");
        }
    }
}
