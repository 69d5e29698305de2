package dev.webcheck.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Appends a tick a second to each partition that this worker owns. Ticks that the broker does not take are dropped: while it
 * is away no time passes, so nobody's lease runs out for that.
 */
@ApplicationScoped
class TickWriter {

    private static final Logger LOG = Logger.getLogger(TickWriter.class);

    private final OwnedPartitions owned;
    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> topic;

    private final Counter written;
    private final Counter failed;

    private final Lock round = new ReentrantLock();
    private volatile boolean stopped;

    TickWriter(
            OwnedPartitions owned,
            @Channel(OutgoingChannels.TICKS) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> topic,
            MeterRegistry metrics) {
        this.owned = owned;
        this.topic = topic;
        written = metrics.counter("webcheck.worker.ticks", "result", "written");
        failed = metrics.counter("webcheck.worker.ticks", "result", "failed");
    }

    /** Ends when the broker has taken or refused all of them: those of an outage must not gather in the channel and pass for time. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        round.lock();
        try {
            if (!stopped) {
                List<Uni<Void>> ticks = owned.now().stream().map(this::append).toList();
                Uni.join().all(ticks).andFailFast().await().indefinitely();
            }
        } finally {
            round.unlock();
        }
    }

    /**
     * Stops the ticks, and waits until the broker has acknowledged those that were sent. The framework closes the channel afterwards; it never
     * completes a send that is under way at that moment.
     *
     * @param most how long to wait
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void finish(Duration most) throws InterruptedException {
        stopped = true;
        if (round.tryLock(most.toNanos(), TimeUnit.NANOSECONDS)) {
            round.unlock();
        }
    }

    private Uni<Void> append(int partition) {
        return topic.send(TickRecord.to(partition))
                .onItem()
                .invoke(() -> written.increment())
                .onFailure()
                .invoke(this::notTaken)
                .onFailure()
                .recoverWithNull();
    }

    private void notTaken(Throwable failure) {
        failed.increment();
        LOG.debugf("A tick was not taken: %s", failure.getMessage());
    }
}
