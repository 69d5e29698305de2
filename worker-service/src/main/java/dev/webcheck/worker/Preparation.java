package dev.webcheck.worker;

import dev.webcheck.store.write.CorrelationStore;
import dev.webcheck.worker.Schema.OutdatedException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/** What has to stand before the first record is read, and partitions of the days to come. */
@ApplicationScoped
class Preparation {

    private static final Logger LOG = Logger.getLogger(Preparation.class);

    /** Requests of yesterday still arrive after midnight, and from clocks that run late. */
    private static final Duration BACK = Duration.ofDays(1);

    private final Topics topics;
    private final Schema schema;
    private final CorrelationStore store;
    private final Outages outages;
    private final WorkerSettings settings;
    private final Clock clock = Clock.systemUTC();

    Preparation(Topics topics, Schema schema, CorrelationStore store, Outages outages, WorkerSettings settings) {
        this.topics = topics;
        this.schema = schema;
        this.store = store;
        this.outages = outages;
        this.settings = settings;
    }

    /**
     * Waits for the broker and the database for as long as it takes, and brings them to where they have to be.
     *
     * @return the id of the topic of the events
     * @throws ImpossibleException if waiting is of no use
     */
    Uuid prepare() throws InterruptedException, ImpossibleException {
        AtomicReference<Uuid> topic = new AtomicReference<>(Uuid.ZERO_UUID);
        Patience.until(outages.ofBroker(), failure -> true, () -> topic.set(topics.ensure()));
        Patience.until(outages.ofDatabase(), Preparation::passes, () -> {
            schema.ensure();
            ensurePartitions();
        });
        return Objects.requireNonNull(topic.get());
    }

    /** Not so a migration that is wrong in itself. */
    private static boolean passes(Exception failure) {
        return failure instanceof OutdatedException
                || Causes.sql(failure)
                        .filter(sql -> !SqlStates.cause(sql).equals(SqlStates.OTHER))
                        .isPresent();
    }

    @Scheduled(every = "1h", delayed = "1h")
    void keepPartitionsAhead() {
        try {
            ensurePartitions();
        } catch (SQLException e) {
            LOG.warnf("Cannot make partitions ahead, will try again in an hour: %s", e.getMessage());
        }
    }

    private void ensurePartitions() throws SQLException {
        Instant now = clock.instant();
        int made = store.ensurePartitions(now.minus(BACK), now.plus(Duration.ofDays(settings.partitionDaysAhead())));
        if (made > 0) {
            LOG.infof("Made %d daily partitions of the requests", made);
        }
    }

    /** What is wrong does not mend itself. */
    static final class ImpossibleException extends Exception {
        private static final long serialVersionUID = 1L;

        ImpossibleException(Exception cause) {
            super(Causes.said(cause), cause);
        }
    }
}
