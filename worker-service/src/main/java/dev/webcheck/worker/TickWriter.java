package dev.webcheck.worker;

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

    TickWriter(
            @Identifier(RequestEventsConsumer.CHANNEL) OwnedPartitions owned,
            @Identifier(Wiring.TICKS) Producer<byte[], byte[]> producer) {
        this.owned = owned;
        this.producer = producer;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback has the failure
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        try {
            for (int partition : owned.now()) {
                producer.send(TickRecord.to(partition), (metadata, failure) -> {
                    if (failure != null) {
                        LOG.debugf("A tick was not taken: %s", failure.getMessage());
                    }
                });
            }
        } catch (KafkaException e) {
            LOG.debugf("A tick was not taken: %s", e.getMessage());
        }
    }
}
