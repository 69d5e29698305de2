package dev.webcheck.worker;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Asks the database every two seconds whether it answers. A frozen server fails no statement before the time limit of its socket, which
 * leaves slow batches their time, and a worker without records asks it nothing at all: readiness would not know. Threadsafe.
 */
@ApplicationScoped
class DatabaseProbe {

    /** A server that answers at all answers this sooner, however busy it is. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final DataSource database;
    private final Outages outages;
    private final Clock clock = Clock.systemUTC();
    private volatile Optional<Instant> askedAt = Optional.empty();
    private volatile boolean reported;

    DatabaseProbe(DataSource database, Outages outages) {
        this.database = database;
        this.outages = outages;
    }

    /** Blocks for as long as the database does not answer. */
    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void ask() {
        Instant now = clock.instant();
        askedAt = Optional.of(now);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            answered();
        } catch (SQLException e) {
            report(now, Causes.said(e));
        } finally {
            askedAt = Optional.empty();
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void missAnswer() {
        askedAt.filter(since -> Duration.between(since, clock.instant()).compareTo(ANSWERS_WITHIN) > 0)
                .ifPresent(since -> report(since, "it has not answered for " + ANSWERS_WITHIN.toSeconds() + " s"));
    }

    private void report(Instant since, String why) {
        reported = true;
        outages.ofDatabase().goesOn(since, why);
    }

    /** Batches report outages of their own kind, such as a full disk, and end them. */
    private void answered() {
        if (reported) {
            reported = false;
            outages.ofDatabase().isOver();
        }
    }
}
