package dev.webcheck.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Appends a tick a second to each partition that this worker owns. Ticks that the broker does not take are dropped: while it
 * is away no time passes, so nobody's lease runs out for that.
 */
@ApplicationScoped
class TickWriter {

    private static final Logger LOG = Logger.getLogger(TickWriter.class);

    private final OwnedPartitions owned;
    private final Producer<byte[], byte[]> producer;

    private final Counter written;
    private final Counter failed;

    TickWriter(
            OwnedPartitions owned, @Identifier(Wiring.TICKS) Producer<byte[], byte[]> producer, MeterRegistry metrics) {
        this.owned = owned;
        this.producer = producer;
        written = metrics.counter("webcheck.worker.ticks", "result", "written");
        failed = metrics.counter("webcheck.worker.ticks", "result", "failed");
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback has the failure
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        try {
            for (int partition : owned.now()) {
                producer.send(TickRecord.to(partition), (metadata, failure) -> {
                    if (failure == null) {
                        written.increment();
                    } else {
                        notTaken(failure);
                    }
                });
            }
        } catch (KafkaException e) {
            notTaken(e);
        }
    }

    private void notTaken(Exception failure) {
        failed.increment();
        LOG.debugf("A tick was not taken: %s", failure.getMessage());
    }
}
