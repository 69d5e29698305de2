package dev.webcheck.worker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumers of the topic of the events. What a {@code kafka.*} setting says goes, but for that on which it depends that nothing is
 * lost.
 */
final class EventConsumers {

    /** The group in which the workers share out the partitions. */
    static final String GROUP = "webcheck-worker";

    private static final Map<String, Object> DEFAULTS = Map.of(
            ConsumerConfig.CLIENT_ID_CONFIG,
            "webcheck-worker",
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            10_000,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            3_000,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            200);

    private static final Map<String, Object> FIXED = Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            GROUP,
            // a new group or a new partition starts at the beginning: the default, latest, would lose what is there
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            // offsets follow the database
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);

    private EventConsumers() {}

    /** Bytes cannot fail to be deserialized; a bad record is found when it is read. */
    static Consumer<byte[], byte[]> create(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(DEFAULTS);
        config.putAll(kafka);
        config.putAll(FIXED);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
