package dev.webcheck.client.publish;

import dev.webcheck.client.record.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to Kafka. Its producer is made when it is first needed, and again after a failure: so nothing of a failed
 * batch can arrive after its repetition, and an outage leaves Kafka's client silent.
 */
public final class KafkaEventPublisher implements EventPublisher {

    private static final long ACKNOWLEDGEMENT_CHECK_MILLIS = 1_000;

    private final KafkaBrokers brokers;
    private final String topic;
    private final Map<String, Object> configuration;
    private @Nullable Producer<byte[], byte[]> producer;

    public KafkaEventPublisher(KafkaBrokers brokers, String topic, Instance instance) {
        this.brokers = brokers;
        this.topic = topic;
        this.configuration = configuration(brokers, instance);
    }

    private static Map<String, Object> configuration(KafkaBrokers brokers, Instance instance) {
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers.toString()),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "webcheck-" + instance.id()),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                // Of the JDK itself: the others load native code, which newer JDKs warn of on the user's console.
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip"),
                Map.entry(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, 1),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 100),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
                Map.entry(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of()),
                Map.entry(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false));
    }

    @Override
    public void publish(UUID instanceId, List<byte[]> events) throws PublishException, InterruptedException {
        try {
            Producer<byte[], byte[]> current = producer();
            byte[] key = instanceId.toString().getBytes(StandardCharsets.UTF_8);
            List<Future<?>> acknowledgements = new ArrayList<>(events.size());
            for (byte[] event : events) {
                Future<?> acknowledgement = current.send(new ProducerRecord<>(topic, key, event));
                if (acknowledgement.isDone()) {
                    // Mostly a failure, for which Kafka's client may have waited already, and would for every other
                    // event.
                    await(acknowledgement);
                }
                acknowledgements.add(acknowledgement);
            }
            for (Future<?> acknowledgement : acknowledgements) {
                await(acknowledgement);
            }
        } catch (InterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("Interrupted while publishing").initCause(e);
        } catch (ExecutionException e) {
            throw failed(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (KafkaException | IllegalStateException e) {
            throw failed(e);
        } catch (PublishException e) {
            close(Duration.ZERO);
            throw e;
        }
    }

    @Override
    public void close(Duration longest) {
        Producer<byte[], byte[]> last = producer;
        producer = null;
        if (last != null) {
            last.close(longest);
        }
    }

    @Override
    public String destination() {
        return "Kafka at " + brokers;
    }

    private Producer<byte[], byte[]> producer() throws PublishException {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            checkReachable();
            current = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
            producer = current;
        }
        return current;
    }

    private void await(Future<?> acknowledgement) throws ExecutionException, InterruptedException, PublishException {
        while (true) {
            try {
                acknowledgement.get(ACKNOWLEDGEMENT_CHECK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                checkReachable();
            }
        }
    }

    private void checkReachable() throws PublishException {
        Optional<String> why = brokers.whyUnreachable();
        if (why.isPresent()) {
            throw new PublishException(why.get());
        }
    }

    private PublishException failed(Throwable cause) {
        close(Duration.ZERO);
        String why = brokers.whyUnreachable().orElseGet(() -> String.valueOf(cause.getMessage()));
        return new PublishException(why, cause);
    }
}
