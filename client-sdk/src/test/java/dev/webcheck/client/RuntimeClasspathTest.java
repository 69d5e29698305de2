package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuntimeClasspathTest {

    private static final List<String> PROMISED = List.of(
            "event-contract",
            "jackson-core",
            "uuid-creator",
            "kafka-clients",
            "lz4-java",
            "snappy-java",
            "zstd-jni",
            "slf4j-api",
            "jspecify");

    @Test
    void an_application_gets_kafka_clients_and_little_else() throws IOException {
        String classpath =
                Files.readString(Path.of("target", "runtime-classpath.txt")).trim();
        assertThat(classpath.split(Pattern.quote(File.pathSeparator)))
                .hasSize(PROMISED.size())
                .allSatisfy(entry -> assertThat(PROMISED).anyMatch(entry::contains));
    }
}
