package dev.webcheck.client.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** The settings of Kafka's producer: ours, and what users may add, such as TLS and SASL. Internal to the SDK. */
public final class KafkaProperties {

    private static final String BROKERS_ELSEWHERE =
            "cannot be set: the place for the brokers is webcheck.kafka-bootstrap-servers";

    /** What the order, the place and the acknowledgement of the events rest on. */
    private static final Set<String> OURS = Set.of(
            ProducerConfig.CLIENT_ID_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            "transaction.two.phase.commit.enable",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
            ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);

    private static final int LEAST_DELIVERY_MILLIS = 10_000;
    private static final int LEAST_LOOK_MILLIS = 1_000;
    private static final int SMALL_BATCH = 16 * 1024;

    private KafkaProperties() {}

    /**
     * What keeps a value from being set.
     *
     * @param name the name of the setting, as Kafka has it
     * @param value its value
     * @return the end of a sentence about the setting, without any secret; empty if all is well
     */
    public static Optional<String> fault(String name, String value) {
        if (name.equals(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            return Optional.of(BROKERS_ELSEWHERE);
        }
        if (OURS.contains(name)) {
            return Optional.of("cannot be set: what Webcheck promises rests on it");
        }
        ConfigDef definition = ProducerConfig.configDef();
        ConfigDef.ConfigKey key = definition.configKeys().get(name);
        if (key == null) {
            return Optional.of("is no setting of Kafka's producer");
        }
        boolean secret = key.type == ConfigDef.Type.PASSWORD;
        if (name.equals(SaslConfigs.SASL_JAAS_CONFIG) && !isJaas(value)) {
            return Optional.of("must be a JAAS login module with its options, as Kafka takes it, and a semicolon");
        }
        return definition.validate(Map.of(name, value)).stream()
                .filter(checked -> checked.name().equals(name))
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .findFirst()
                .map(error -> secret
                        ? "must be what Kafka takes"
                        : "is \"" + value + "\", but must be what Kafka takes: " + withoutPreamble(error, name));
    }

    /** "Invalid value x for configuration y: Not a number" says twice what we say already. */
    private static String withoutPreamble(String error, String name) {
        String preamble = "for configuration " + name + ": ";
        int at = error.indexOf(preamble);
        return at < 0 ? error : error.substring(at + preamble.length());
    }

    private static boolean isJaas(String text) {
        try {
            JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(text)));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    static Map<String, Object> of(KafkaTransport transport, UUID instanceId) {
        Map<String, Object> all = new HashMap<>(Map.ofEntries(
                // Of the JDK itself: the others load native code, which newer JDKs warn of on the user's console.
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip"),
                Map.entry(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, 1),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024),
                // Only the publisher's thread waits, and a busy machine may need seconds for the first look-up.
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 100),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
                Map.entry(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of()),
                Map.entry(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false)));
        all.putAll(transport.properties());
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, transport.brokers().toString());
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "webcheck-" + instanceId);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis(all));
        return all;
    }

    /** For the look at the topic: how to connect, and for how long to try, as the producer does. */
    static Map<String, Object> ofAdmin(Map<String, Object> producer) {
        Map<String, Object> all = new HashMap<>(producer);
        all.keySet().retainAll(AdminClientConfig.configNames());
        all.put(AdminClientConfig.CLIENT_ID_CONFIG, producer.get(ProducerConfig.CLIENT_ID_CONFIG) + "-topic");
        long timeout = Math.max(LEAST_LOOK_MILLIS, number(producer, ProducerConfig.MAX_BLOCK_MS_CONFIG));
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(timeout, Integer.MAX_VALUE));
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) Math.min(timeout, Integer.MAX_VALUE));
        return all;
    }

    static boolean hasBatches(Map<String, Object> all) {
        return number(all, ProducerConfig.BATCH_SIZE_CONFIG) > 0;
    }

    /** First to what most topics take, then to batches of one record. */
    static void makeBatchesSmaller(Map<String, Object> all) {
        int size = number(all, ProducerConfig.BATCH_SIZE_CONFIG) > SMALL_BATCH ? SMALL_BATCH : 0;
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, size);
    }

    /** Kafka wants it to be at least the sum of the two. */
    private static int deliveryMillis(Map<String, Object> all) {
        long sum = number(all, ProducerConfig.LINGER_MS_CONFIG) + number(all, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        return (int) Math.min(Math.max(sum, LEAST_DELIVERY_MILLIS), Integer.MAX_VALUE);
    }

    private static long number(Map<String, Object> all, String name) {
        return Long.parseLong(String.valueOf(all.get(name)).trim());
    }
}
