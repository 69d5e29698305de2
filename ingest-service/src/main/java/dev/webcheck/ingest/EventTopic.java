package dev.webcheck.ingest;

import dev.webcheck.ingest.batch.ValidEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * The topic, as a place to append to. While the broker does not acknowledge, most batches are refused at once and only one
 * now and then is tried, so that a dead broker does not fill the service with waiting requests.
 */
@ApplicationScoped
class EventTopic {

    private static final Logger LOG = Logger.getLogger(EventTopic.class);

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> topic;
    private final TopicPresence presence;
    private final long ackNanos;
    private final AtomicBoolean acknowledging = new AtomicBoolean(true);

    /** Done once nothing of the batches that were refused waits in the channel any more. */
    private volatile CompletableFuture<Void> refused = CompletableFuture.completedFuture(null);

    @Inject
    EventTopic(
            // Unbounded, as the number of requests in work bounds what is under way.
            @Channel("request-events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> topic,
            TopicPresence presence,
            IngestSettings settings) {
        this(topic, presence, settings.ackTimeout());
    }

    EventTopic(MutinyEmitter<ProducerRecord<byte[], byte[]>> topic, TopicPresence presence, Duration ackTimeout) {
        this.topic = topic;
        this.presence = presence;
        ackNanos = ackTimeout.toNanos();
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
        requireNoneWaiting();
        long deadline = System.nanoTime() + ackNanos;
        List<CompletableFuture<Void>> sent = send(EventRecords.of(events));
        try {
            await(sent, deadline);
            if (acknowledging.compareAndSet(false, true)) {
                LOG.info("The broker acknowledges again.");
            }
        } catch (Unacknowledged e) {
            remember(sent);
            if (acknowledging.compareAndSet(true, false)) {
                LOG.warn(e.detail() + (e.getCause() == null ? "" : " " + Causes.of(e.getCause())));
            }
            throw e;
        }
    }

    /** What waits for the broker after its request was answered is in nobody's count of requests, so it must not become more. */
    private void requireNoneWaiting() {
        if (!refused.isDone()) {
            throw new Unacknowledged("The broker has not acknowledged an earlier batch.");
        }
    }

    private synchronized void remember(List<CompletableFuture<Void>> sent) {
        refused = CompletableFuture.allOf(refused, CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)));
    }

    private List<CompletableFuture<Void>> send(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(each -> topic.send(each).subscribeAsCompletionStage())
                .toList();
    }

    private void await(List<CompletableFuture<Void>> sent, long deadline) {
        try {
            for (CompletableFuture<Void> one : sent) {
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
