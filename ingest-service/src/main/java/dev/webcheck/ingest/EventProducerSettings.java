package dev.webcheck.ingest;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/** What the promise of 202, the order of events and the bound on waiting rest on; it is not to be set otherwise. */
@ApplicationScoped
class EventProducerSettings implements ClientCustomizer<Map<String, Object>> {

    private final int ackMillis;

    EventProducerSettings(IngestSettings ingest) {
        ackMillis = Math.toIntExact(ingest.ackTimeout().toMillis());
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> kafka) {
        kafka.put(ProducerConfig.ACKS_CONFIG, "all");
        kafka.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        // The channel has 0, for it would send a record again behind those that came after it; Kafka's retries keep the
        // order.
        kafka.put(ProducerConfig.RETRIES_CONFIG, String.valueOf(Integer.MAX_VALUE));
        kafka.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(ackMillis));
        kafka.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(ackMillis / 2));
        kafka.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(ackMillis / 4));
        return kafka;
    }
}
