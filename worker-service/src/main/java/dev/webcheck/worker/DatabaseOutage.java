package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Since when, if at all, batches wait for the database. Said once when it begins and once when it is over. */
@ApplicationScoped
class DatabaseOutage {

    private static final Logger LOG = Logger.getLogger(DatabaseOutage.class);

    private final Clock clock = Clock.systemUTC();
    private Optional<Instant> since = Optional.empty();

    synchronized void goesOn(SQLException cause) {
        if (since.isEmpty()) {
            since = Optional.of(clock.instant());
            LOG.warnf("The database does not take a batch, which waits: %s", cause.getMessage());
        }
    }

    synchronized void isOver() {
        since.ifPresent(start -> LOG.infof("The database takes batches again after %s", lasted(start)));
        since = Optional.empty();
    }

    synchronized Optional<Duration> lasts() {
        return since.map(this::lasted);
    }

    private Duration lasted(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
