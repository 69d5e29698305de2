package dev.webcheck.ingest;

import dev.webcheck.ingest.batch.ValidEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.jboss.logging.Logger;

/**
 * The topic, as a place to append to. While the broker does not acknowledge, most batches are refused at once and only one
 * now and then is tried, so that a dead broker does not fill the service with waiting requests.
 */
@ApplicationScoped
class EventTopic {

    private static final Logger LOG = Logger.getLogger(EventTopic.class);

    private final EventProducer producer;
    private final TopicPresence presence;
    private final long ackNanos;
    private final AtomicBoolean acknowledging = new AtomicBoolean(true);

    EventTopic(EventProducer producer, TopicPresence presence, IngestSettings settings) {
        this.producer = producer;
        this.presence = presence;
        this.ackNanos = settings.ackTimeout().toNanos();
    }

    /** Appends all events and waits for the broker's acknowledgement of each, for a bounded time. */
    @CircuitBreaker(
            requestVolumeThreshold = 2,
            failureRatio = 1,
            delay = 2,
            delayUnit = ChronoUnit.SECONDS,
            failOn = Unacknowledged.class)
    void append(List<ValidEvent> events) {
        presence.require();
        long deadline = System.nanoTime() + ackNanos;
        try {
            await(send(events, deadline), deadline);
            if (acknowledging.compareAndSet(false, true)) {
                LOG.info("The broker acknowledges again.");
            }
        } catch (Unacknowledged e) {
            if (acknowledging.compareAndSet(true, false)) {
                LOG.warn(e.detail() + (e.getCause() == null ? "" : " " + Causes.of(e.getCause())));
            }
            throw e;
        }
    }

    private List<Future<RecordMetadata>> send(List<ValidEvent> events, long deadline) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try {
            Producer<byte[], byte[]> open = producer.open();
            for (ProducerRecord<byte[], byte[]> each : EventRecords.of(events)) {
                Future<RecordMetadata> one = open.send(each);
                if (one.isDone()) {
                    await(List.of(one), deadline);
                }
                sent.add(one);
            }
            return sent;
        } catch (KafkaException e) {
            throw new Unacknowledged("The broker cannot be reached.", e);
        }
    }

    private void await(List<Future<RecordMetadata>> sent, long deadline) {
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException e) {
            throw new Unacknowledged("The broker has not acknowledged the batch in time.", e);
        } catch (ExecutionException e) {
            throw new Unacknowledged("The broker has not acknowledged the batch.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unacknowledged("The service is stopping.", e);
        }
    }
}
