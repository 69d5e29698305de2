package dev.webcheck.worker.deadletters;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Option;

/** Where Kafka is, and what else its clients have to know: the same variables as the worker's. */
final class KafkaOption {

    private static final String VARIABLE_PREFIX = "KAFKA_";
    private static final String PROPERTY_PREFIX = "kafka.";
    private static final String DEFAULT = "localhost:9092";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Where Kafka is. Default: KAFKA_BOOTSTRAP_SERVERS, else " + DEFAULT)
    private Optional<String> bootstrapServers = Optional.empty();

    /** The settings of the clients. */
    Map<String, Object> settings() {
        return settings(System.getenv(), System.getProperties());
    }

    Map<String, Object> settings(Map<String, String> environment, Properties properties) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, DEFAULT);
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE_PREFIX)) {
                settings.put(dotted(name.substring(VARIABLE_PREFIX.length())), value);
            }
        });
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PROPERTY_PREFIX))
                .forEach(name -> settings.put(name.substring(PROPERTY_PREFIX.length()), properties.getProperty(name)));
        bootstrapServers.ifPresent(servers -> settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers));
        return settings;
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
