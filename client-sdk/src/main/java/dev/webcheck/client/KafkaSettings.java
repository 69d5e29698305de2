package dev.webcheck.client;

import dev.webcheck.client.publish.KafkaProperties;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the settings of Kafka's producer that users may add: {@code webcheck.kafka.security.protocol} or
 * {@code WEBCHECK_KAFKA_SECURITY_PROTOCOL} for Kafka's {@code security.protocol}.
 */
final class KafkaSettings {

    private static final String PROPERTY = "webcheck.kafka.";
    private static final String VARIABLE = "WEBCHECK_KAFKA_";

    /** What Kubernetes tells every container of a service whose name begins with {@code webcheck-kafka}. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?)");

    private KafkaSettings() {}

    static Map<String, String> from(SettingSources sources) {
        Map<String, SettingValue> found = new TreeMap<>();
        addVariables(sources, found);
        sources.properties().keySet().stream()
                .filter(property -> property.startsWith(PROPERTY))
                .forEach(property -> put(found, property, sources.property(property)));
        sources.builderKafka()
                .forEach((name, text) ->
                        put(found, PROPERTY + name, Optional.of(SettingValue.ofBuilder(PROPERTY + name, text))));

        Map<String, String> properties = new HashMap<>();
        found.forEach((name, value) -> properties.put(name, checked(name, value)));
        return properties;
    }

    private static void addVariables(SettingSources sources, Map<String, SettingValue> found) {
        for (String variable : sources.environment().keySet()) {
            if (isOfKafka(variable)) {
                String property = PROPERTY
                        + variable.substring(VARIABLE.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.');
                put(found, property, sources.variable(variable, property));
            }
        }
    }

    private static boolean isOfKafka(String variable) {
        return variable.startsWith(VARIABLE)
                && !variable.equals(Setting.KAFKA_BOOTSTRAP_SERVERS.environmentVariable())
                && !variable.equals(Setting.KAFKA_TOPIC.environmentVariable())
                && !SERVICE_LINK.matcher(variable.substring(VARIABLE.length())).matches();
    }

    private static void put(Map<String, SettingValue> found, String property, Optional<SettingValue> value) {
        value.ifPresent(set -> found.put(property.substring(PROPERTY.length()), set));
    }

    private static String checked(String name, SettingValue value) {
        KafkaProperties.fault(name, value.text()).ifPresent(fault -> {
            throw value.fault(fault);
        });
        return value.text();
    }
}
