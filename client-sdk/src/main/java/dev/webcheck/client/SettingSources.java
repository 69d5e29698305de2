package dev.webcheck.client;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where settings stand: what the builder was told, else a system property, else an environment variable. An empty text
 * counts as not set.
 *
 * @param builder what the builder was told
 * @param properties the system properties
 * @param environment the environment variables
 */
record SettingSources(Map<Setting, String> builder, Lookup properties, Lookup environment) {

    /** Finds a text by its name. */
    interface Lookup {
        @Nullable String get(String name);
    }

    static SettingSources ofProcess(Map<Setting, String> builder) {
        return new SettingSources(builder, System::getProperty, System::getenv);
    }

    Optional<SettingValue> find(Setting setting) {
        String told = builder.get(setting);
        if (told != null) {
            return Optional.of(new SettingValue(setting.property(), "set in the builder", told));
        }
        return property(setting.property()).or(() -> variable(setting.environmentVariable(), setting.property()));
    }

    /** OpenTelemetry's name of the service, for those who have set that already. */
    Optional<SettingValue> findOpenTelemetryService() {
        return property("otel.service.name").or(() -> variable("OTEL_SERVICE_NAME", "otel.service.name"));
    }

    private Optional<SettingValue> property(String name) {
        return text(properties.get(name)).map(text -> new SettingValue(name, "system property", text));
    }

    private Optional<SettingValue> variable(String name, String property) {
        return text(environment.get(name))
                .map(text -> new SettingValue(property, "environment variable " + name, text));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::trim).filter(text -> !text.isEmpty());
    }
}
