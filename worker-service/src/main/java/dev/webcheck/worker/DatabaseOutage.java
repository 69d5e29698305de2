package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Since when, if at all, batches wait for the database. Said once when it begins and once when it is over. */
@ApplicationScoped
class DatabaseOutage {

    private static final Logger LOG = Logger.getLogger(DatabaseOutage.class);

    private final AtomicReference<Optional<Instant>> since = new AtomicReference<>(Optional.empty());
    private final Clock clock = Clock.systemUTC();

    void goesOn(SQLException cause) {
        if (since.get().isEmpty()) {
            since.set(Optional.of(clock.instant()));
            LOG.warnf("The database does not take a batch, which waits: %s", cause.getMessage());
        }
    }

    void isOver() {
        since.getAndSet(Optional.empty())
                .ifPresent(start -> LOG.infof("The database takes batches again after %s", lasted(start)));
    }

    Optional<Duration> lasts() {
        return since.get().map(this::lasted);
    }

    private Duration lasted(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
