package dev.webcheck.query;

import dev.webcheck.local.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A migrated database for the tests of the service, whose statements have half a second, and to which four may listen. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    /** Marks the field of a test that takes the server. */
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Server {}

    private final EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();

    @Override
    public Map<String, String> start() {
        MalformedRequests.lookAtAllAddresses();
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
                .load()
                .migrate();
        return Map.of(
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl(),
                "quarkus.datasource.username", postgres.username(),
                "quarkus.datasource.password", postgres.password(),
                "webcheck.query.statement-timeout", "500ms",
                "webcheck.query.live.listeners", "4");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                postgres, new TestInjector.AnnotatedAndMatchesType(Server.class, EmbeddedPostgres.class));
    }

    @Override
    public void stop() {
        postgres.close();
    }
}
