package dev.webcheck.query;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Puts the session settings of this service into the start-up parameters of its connections. A source of configuration, for the statement
 * timeout among them is a setting itself. Found by {@code ServiceLoader}.
 */
public final class SessionOptions implements ConfigSourceFactory {

    private static final String OPTIONS = "quarkus.datasource.jdbc.additional-jdbc-properties.options";
    private static final String STATEMENT_TIMEOUT = "webcheck.query.statement-timeout";

    /** Made by {@code ServiceLoader}. */
    public SessionOptions() {}

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String timeout = Optional.ofNullable(context.getValue(STATEMENT_TIMEOUT))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank())
                .orElse(QuerySettings.STATEMENT_TIMEOUT);
        String options =
                QuerySessions.settings(DurationConverter.parseDuration(timeout)).options();
        return List.of(new PropertiesConfigSource(Map.of(OPTIONS, options), "webcheck session options", 0));
    }
}
