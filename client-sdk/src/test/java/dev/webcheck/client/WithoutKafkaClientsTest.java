package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever sends the events over HTTP, or none at all, does not load Kafka's client, and may leave it out. */
class WithoutKafkaClientsTest {

    private static final Pattern KAFKA = Pattern.compile("kafka");

    @Test
    void a_webcheck_that_is_not_enabled_needs_no_kafka_clients() throws Exception {
        try (ReducedClasspath application = ReducedClasspath.without(KAFKA);
                AutoCloseable webcheck =
                        application.with("enabled", boolean.class, false).start()) {
            assertThat(webcheck.getClass().getClassLoader()).isSameAs(application.classes());
        }
    }

    @Test
    void a_webcheck_that_talks_to_an_ingest_service_needs_no_kafka_clients(@TempDir Path journals) throws Exception {
        try (ReducedClasspath application = ReducedClasspath.without(KAFKA)) {
            assertThatThrownBy(() -> application.classes().loadClass("org.apache.kafka.clients.producer.KafkaProducer"))
                    .isInstanceOf(ClassNotFoundException.class);
            try (AutoCloseable webcheck = application
                    .with("ingestUrl", String.class, "http://localhost:1")
                    .with("journalDirectory", Path.class, journals)
                    .with("closeTimeout", Duration.class, Duration.ZERO)
                    .start()) {
                assertThat(webcheck.getClass().getClassLoader()).isSameAs(application.classes());
            }
        }
    }
}
