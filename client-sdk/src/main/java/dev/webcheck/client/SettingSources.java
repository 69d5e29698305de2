package dev.webcheck.client;

import dev.webcheck.client.SettingValue.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where settings stand: what the builder was told, else a system property, else an environment variable. An empty text
 * counts as not set, except in the builder.
 *
 * @param builder what the builder was told
 * @param builderKafka what the builder was told of Kafka's own settings, by their names
 * @param builderHeaders what the builder was told of headers for the ingest-service
 * @param properties the system properties
 * @param environment the environment variables
 */
record SettingSources(
        Map<Setting, String> builder,
        Map<String, String> builderKafka,
        Map<String, String> builderHeaders,
        Map<String, String> properties,
        Map<String, String> environment) {

    static SettingSources ofProcess(
            Map<Setting, String> builder, Map<String, String> builderKafka, Map<String, String> builderHeaders) {
        Properties properties = System.getProperties();
        return new SettingSources(
                builder,
                builderKafka,
                builderHeaders,
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(Function.identity(), name -> properties.getProperty(name, ""))),
                System.getenv());
    }

    static SettingSources none() {
        return new SettingSources(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    Optional<SettingValue> find(Setting setting) {
        String told = builder.get(setting);
        if (told != null) {
            return Optional.of(SettingValue.ofBuilder(setting.property(), told));
        }
        return property(setting.property()).or(() -> variable(setting.environmentVariable(), setting.property()));
    }

    /** OpenTelemetry's name of the service, for those who have set that already. */
    Optional<SettingValue> findOpenTelemetryService() {
        return property("otel.service.name").or(() -> variable("OTEL_SERVICE_NAME", "otel.service.name"));
    }

    Optional<SettingValue> property(String name) {
        return text(properties.get(name)).map(text -> new SettingValue(name, Origin.PROPERTY, "system property", text));
    }

    /** What a variable says, under the name of the property that it stands for. */
    Optional<SettingValue> variable(String name, String property) {
        return text(environment.get(name))
                .map(text -> new SettingValue(property, Origin.ENVIRONMENT, "environment variable " + name, text));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::trim).filter(text -> !text.isEmpty());
    }
}
