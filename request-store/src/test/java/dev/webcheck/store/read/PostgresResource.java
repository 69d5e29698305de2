package dev.webcheck.store.read;

import dev.webcheck.local.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A database of its own for the tests of the reader. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private final EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl(),
                "quarkus.datasource.username", postgres.username(),
                "quarkus.datasource.password", postgres.password());
    }

    @Override
    public void stop() {
        postgres.close();
    }
}
