package dev.webcheck.worker;

import dev.webcheck.store.write.Settling;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Has the counts settled every second, or more rarely where that takes long: nine tenths of the time belong to the batches, and
 * the longer the pause, the more changes of a website are one.
 */
@ApplicationScoped
class CountSettling {

    private static final Logger LOG = Logger.getLogger(CountSettling.class);
    private static final int REST = 9;

    private final Settling settling;
    private final Timer time;
    private final Counter rows;
    private volatile long notBefore = System.nanoTime();
    private volatile boolean failing;

    CountSettling(Settling settling, MeterRegistry metrics) {
        this.settling = settling;
        time = metrics.timer("webcheck.worker.settling");
        rows = metrics.counter("webcheck.worker.counts.settled");
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void settle() {
        long begun = System.nanoTime();
        if (begun - notBefore < 0) {
            return;
        }
        try {
            rows.increment((double) settling.settle());
            failing = false;
        } catch (SQLException e) {
            if (!failing) {
                LOG.warnf("Cannot settle counts, will go on trying: %s", e.getMessage());
            }
            failing = true;
        }
        long took = System.nanoTime() - begun;
        time.record(took, TimeUnit.NANOSECONDS);
        notBefore = begun + took + REST * took;
    }
}
