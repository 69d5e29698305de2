package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.event.RequestEventsTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to Kafka. Its producer is made when it is first needed and the topic exists, and again after a failure: so nothing
 * of a failed batch can arrive after its repetition, and an outage leaves Kafka's client silent.
 */
final class KafkaEventPublisher implements EventPublisher {

    private static final long SPLIT_CHECK_MILLIS = 20;
    private static final long REACHABLE_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KafkaTransport transport;
    private final Map<String, Object> configuration;
    private final RefusedEvents refused = new RefusedEvents();
    private final TopicPresence presence;
    private @Nullable Producer<byte[], byte[]> producer;
    /** Up to which size a record gets a further event; less for a topic that takes small records only. */
    private int mostBytes = RequestEventsTopic.USUAL_BYTES;

    KafkaEventPublisher(KafkaTransport transport, UUID instanceId) {
        this.transport = transport;
        this.configuration = new HashMap<>(KafkaProperties.of(transport, instanceId));
        this.presence = new TopicPresence(transport, KafkaProperties.ofAdmin(configuration));
    }

    @Override
    public void publish(UUID instanceId, EncodedEvents events) throws PublishException, InterruptedException {
        byte[] key = RequestEventsTopic.key(instanceId);
        while (!isDelivered(key, events)) {
            closeProducer(Duration.ZERO);
            KafkaProperties.makeBatchesSmaller(configuration);
        }
    }

    /** False if the batches are too large for the topic. */
    private boolean isDelivered(byte[] key, EncodedEvents events) throws PublishException, InterruptedException {
        try {
            Producer<byte[], byte[]> current = producer();
            KafkaDelivery delivery = new KafkaDelivery(
                    value -> current.send(new ProducerRecord<>(transport.topic(), key, value)),
                    acknowledgement -> await(acknowledgement, current),
                    events,
                    mostBytes);
            delivery.run();
            delivery.tooLarge().ifPresent(size -> mostBytes = size / 2);
            delivery.refusals().forEach((index, why) -> refused.add(events.json(index, index + 1), destination(), why));
            return true;
        } catch (BatchesTooLarge e) {
            return false;
        } catch (InterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("Interrupted while publishing").initCause(e);
        } catch (ExecutionException e) {
            throw failed(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (KafkaException | IllegalStateException e) {
            throw failed(e);
        } catch (PublishException e) {
            closeProducer(Duration.ZERO);
            throw e;
        }
    }

    @Override
    public void close(Duration longest) {
        presence.close();
        closeProducer(longest);
    }

    private void closeProducer(Duration longest) {
        Producer<byte[], byte[]> last = producer;
        producer = null;
        if (last != null) {
            last.close(longest);
        }
    }

    @Override
    public long refused() {
        return refused.count();
    }

    @Override
    public String destination() {
        return transport.toString();
    }

    private Producer<byte[], byte[]> producer() throws PublishException, InterruptedException {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            checkReachable();
            presence.require();
            current = KafkaClients.producer(configuration);
            producer = current;
        }
        return current;
    }

    private void await(Future<?> acknowledgement, Producer<?, ?> current)
            throws ExecutionException, InterruptedException, PublishException {
        long reachable = System.nanoTime();
        while (true) {
            try {
                acknowledgement.get(SPLIT_CHECK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                throwIfSplitting(current);
            }
            if (System.nanoTime() - reachable > REACHABLE_CHECK_NANOS) {
                checkReachable();
                reachable = System.nanoTime();
            }
        }
    }

    /**
     * Kafka's client splits a batch that is too large for the topic into batches of its own batch size. If that is too
     * large itself, the split gives the same batch again, and so on until the delivery times out.
     */
    private void throwIfSplitting(Producer<?, ?> current) throws BatchesTooLarge {
        boolean splits = current.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("batch-split-total"))
                .anyMatch(metric -> metric.metricValue() instanceof Double total && total > 0);
        if (splits && KafkaProperties.hasBatches(configuration)) {
            throw new BatchesTooLarge();
        }
    }

    private static final class BatchesTooLarge extends KafkaException {

        private static final long serialVersionUID = 1L;
    }

    private void checkReachable() throws PublishException {
        Optional<String> why = transport.brokers().whyUnreachable();
        if (why.isPresent()) {
            throw new PublishException(why.get());
        }
    }

    private PublishException failed(Throwable cause) {
        closeProducer(Duration.ZERO);
        return new PublishException(
                transport.brokers().whyUnreachable().orElseGet(() -> KafkaFailure.reason(cause)), cause);
    }
}
