package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever sends the events over HTTP, or none at all, does not load Kafka's client, and may leave it out. */
class WithoutKafkaClientsTest {

    @Test
    void a_webcheck_that_is_not_enabled_or_talks_to_an_ingest_service_needs_no_kafka_clients(@TempDir Path journals)
            throws Exception {
        try (URLClassLoader application = classesWithoutKafka()) {
            assertThatThrownBy(() -> application.loadClass("org.apache.kafka.clients.producer.KafkaProducer"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> door = application.loadClass(Webcheck.class.getName());
            Object disabled = door.getMethod("builder").invoke(null);
            set(disabled, "enabled", boolean.class, false);
            start(disabled).close();

            Object overHttp = door.getMethod("builder").invoke(null);
            set(overHttp, "ingestUrl", String.class, "http://localhost:1");
            set(overHttp, "journalDirectory", Path.class, journals);
            set(overHttp, "closeTimeout", Duration.class, Duration.ZERO);
            try (AutoCloseable webcheck = start(overHttp)) {
                assertThat(webcheck.getClass().getClassLoader()).isSameAs(application);
            }
        }
    }

    private static void set(Object builder, String setter, Class<?> type, Object value)
            throws ReflectiveOperationException {
        builder.getClass().getMethod(setter, type).invoke(builder, value);
    }

    private static AutoCloseable start(Object builder) throws ReflectiveOperationException {
        return (AutoCloseable) builder.getClass().getMethod("start").invoke(builder);
    }

    private static URLClassLoader classesWithoutKafka() {
        URL[] entries = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.contains("kafka"))
                .map(WithoutKafkaClientsTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(entries, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
