package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events are compressed by the JDK, so whoever has no other use for Kafka's compression libraries may leave them out. */
class WithoutCompressionLibrariesIT {

    private static final Pattern LIBRARIES = Pattern.compile("lz4-java|snappy-java|zstd-jni");

    @Test
    void events_reach_kafka_without_them(@TempDir Path journals) throws Exception {
        try (EventTopic topic = EventTopic.create(SharedKafka.get());
                ReducedClasspath application = ReducedClasspath.without(LIBRARIES)) {
            for (String type :
                    List.of("net.jpountz.lz4.LZ4Factory", "org.xerial.snappy.Snappy", "com.github.luben.zstd.Zstd")) {
                assertThatThrownBy(() -> application.classes().loadClass(type))
                        .isInstanceOf(ClassNotFoundException.class);
            }
            application
                    .with(
                            "kafkaBootstrapServers",
                            String.class,
                            SharedKafka.get().bootstrapServers())
                    .with("kafkaTopic", String.class, topic.name())
                    .with("journalDirectory", Path.class, journals)
                    .start()
                    .close();
            assertThat(topic.awaitSigns(2)).hasSize(2);
        }
    }
}
