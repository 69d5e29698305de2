package dev.webcheck.worker;

import dev.webcheck.local.EmbeddedKafka;
import dev.webcheck.local.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** A broker and a database of their own for one test class, which can take them away. */
@NullUnmarked
public final class KafkaAndPostgres implements QuarkusTestResourceLifecycleManager {

    /** As short as it can be, so that a test can wait for longer than that. */
    static final Duration POLL_INTERVAL = Duration.ofSeconds(4);

    private EmbeddedKafka kafka;
    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        kafka = EmbeddedKafka.startTemporary();
        postgres = EmbeddedPostgres.startTemporary();
        return Map.of(
                "kafka.max.poll.interval.ms", String.valueOf(POLL_INTERVAL.toMillis()),
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl(),
                "quarkus.datasource.username", postgres.username(),
                "quarkus.datasource.password", postgres.password(),
                "webcheck.topic.partitions", "2",
                "webcheck.stuck-after", "1s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(kafka, new TestInjector.MatchesType(EmbeddedKafka.class));
        injector.injectIntoFields(postgres, new TestInjector.MatchesType(EmbeddedPostgres.class));
    }

    @Override
    public void stop() {
        kafka.close();
        postgres.close();
    }
}
