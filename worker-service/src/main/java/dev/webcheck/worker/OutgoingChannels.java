package dev.webcheck.worker;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/** The outgoing channels, and what {@code application.properties} cannot say of their producers. */
@ApplicationScoped
class OutgoingChannels implements ClientCustomizer<Map<String, Object>> {

    static final String TICKS = "ticks";
    static final String DEAD_LETTERS = "dead-letters";

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> kafka) {
        if (!channel.equals(TICKS) && !channel.equals(DEAD_LETTERS)) {
            return kafka;
        }
        // They have 0, for they would send a record again behind those that came after it; Kafka's retries keep the
        // order.
        kafka.put(ProducerConfig.RETRIES_CONFIG, String.valueOf(Integer.MAX_VALUE));
        if (channel.equals(DEAD_LETTERS)) {
            kafka.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(DeadLetter.LARGEST));
        }
        return kafka;
    }
}
