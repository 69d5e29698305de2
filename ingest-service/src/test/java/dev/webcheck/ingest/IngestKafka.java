package dev.webcheck.ingest;

import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.local.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker with the topic, for the service under test. */
public final class IngestKafka implements QuarkusTestResourceLifecycleManager {

    private static @Nullable EmbeddedKafka kafka;

    @Override
    public Map<String, String> start() {
        EmbeddedKafka started = EmbeddedKafka.startTemporary();
        started.createTopic(RequestEventsTopic.NAME, 3, Map.of("message.timestamp.type", "LogAppendTime"));
        kafka = started;
        return Map.of("kafka.bootstrap.servers", started.bootstrapServers());
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    static EmbeddedKafka kafka() {
        return Objects.requireNonNull(kafka, "no broker was started");
    }
}
