package dev.webcheck.client.publish;

import java.util.Map;
import java.util.UUID;

/**
 * Straight to Kafka. Internal to the SDK.
 *
 * @param brokers where to find it
 * @param topic the topic that the events go to
 * @param properties further settings of Kafka's producer, which {@link KafkaProperties} has no fault to find with
 */
public record KafkaTransport(KafkaBrokers brokers, String topic, Map<String, String> properties) implements Transport {

    /**
     * Straight to these brokers.
     *
     * @param brokers where to find it
     * @param topic the topic that the events go to
     * @param properties further settings of Kafka's producer
     */
    public KafkaTransport {
        properties = Map.copyOf(properties);
    }

    @Override
    public EventPublisher open(UUID instanceId) {
        return new KafkaEventPublisher(this, instanceId);
    }

    @Override
    public String destination() {
        return brokers + "/" + topic;
    }

    /** Without the values of the properties, which may be secrets. */
    @Override
    public String toString() {
        return "Kafka at " + brokers;
    }
}
