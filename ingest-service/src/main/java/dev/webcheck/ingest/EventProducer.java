package dev.webcheck.ingest;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The one producer of the service: opened at the first use, since the broker's name may not resolve before. */
@ApplicationScoped
class EventProducer {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Object> settings;
    private @Nullable Producer<byte[], byte[]> producer;

    EventProducer(@Identifier("default-kafka-broker") Map<String, Object> kafka, IngestSettings ingest) {
        this.settings = settings(kafka, Math.toIntExact(ingest.ackTimeout().toMillis()));
    }

    synchronized Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
        }
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, int ackMillis) {
        Map<String, Object> all = new HashMap<>(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "webcheck-ingest",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.LINGER_MS_CONFIG,
                5));
        all.putAll(kafka);
        // What the promise of 202 and the bound on its waiting rest on is not to be set otherwise.
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ackMillis);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ackMillis / 2);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ackMillis / 4);
        return all;
    }
}
