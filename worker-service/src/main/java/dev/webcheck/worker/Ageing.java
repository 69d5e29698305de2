package dev.webcheck.worker;

import dev.webcheck.store.write.Retention;
import dev.webcheck.store.write.Retention.Dropped;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Has dropped, every hour, what is older than the settings want. */
@ApplicationScoped
class Ageing {

    private static final Logger LOG = Logger.getLogger(Ageing.class);

    private final Retention retention;
    private final WorkerSettings settings;
    private final Counter partitions;
    private final Counter postponed;
    private final Counter rows;

    Ageing(Retention retention, WorkerSettings settings, MeterRegistry metrics) {
        this.retention = retention;
        this.settings = settings;
        partitions = metrics.counter("webcheck.worker.partitions.dropped");
        postponed = metrics.counter("webcheck.worker.partitions.postponed");
        rows = metrics.counter("webcheck.worker.rows.dropped");
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void dropWhatIsOld() {
        try {
            Dropped dropped = retention.drop(settings.retention(), settings.countsRetention());
            partitions.increment(dropped.partitions());
            postponed.increment(dropped.postponed());
            rows.increment((double) (dropped.requests() + dropped.rows()));
            if (dropped.partitions() + dropped.requests() + dropped.rows() > 0) {
                LOG.infof(
                        "Requests are kept from %s on; dropped %d days, %d requests of no day, %d counts, instances and incidents",
                        dropped.requestsFrom(), dropped.partitions(), dropped.requests(), dropped.rows());
            }
        } catch (SQLException e) {
            LOG.warnf("Cannot drop what is old, will try again in an hour: %s", e.getMessage());
        }
    }
}
