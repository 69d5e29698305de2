package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** What is found by name at run time stands in the metadata for GraalVM's native-image, and there is no other name in it. */
class NativeImageMetadataTest {

    private static final String FOLDER = "/META-INF/native-image/dev.webcheck/webcheck-client-sdk/";
    private static final Pattern CLASS_NAME = Pattern.compile("\"([a-z]\\w*(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*)\"");
    /** Where there is an agent, there is no native image. */
    private static final String OF_AGENT = "io.opentelemetry.javaagent.";

    private final List<JsonNode> entries = elements(read("reflect-config.json"));

    @Test
    void everything_that_it_names_exists() throws ReflectiveOperationException {
        for (JsonNode entry : entries) {
            Class<?> type = type(entry.get("name"));
            for (JsonNode field : elements(entry.path("fields"))) {
                assertThat(type.getDeclaredField(field.get("name").textValue())).isNotNull();
            }
            for (JsonNode method : elements(entry.path("methods"))) {
                assertExists(type, method);
            }
        }
    }

    @Test
    void it_names_every_class_that_the_sdk_finds_by_name() throws IOException {
        assertThat(namesInSources())
                .contains("sun.reflect.ReflectionFactory")
                .filteredOn(name -> !name.startsWith(OF_AGENT))
                .isSubsetOf(names());
    }

    @Test
    void it_names_every_class_that_kafka_finds_by_its_default_settings() {
        List<String> defaults = Stream.of(ProducerConfig.configDef(), AdminClientConfig.configDef())
                .flatMap(definition -> definition.configKeys().values().stream())
                .flatMap(NativeImageMetadataTest::classNames)
                .toList();
        assertThat(defaults)
                .contains("org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator")
                .isSubsetOf(names());
    }

    @Test
    void the_resource_of_kafka_is_where_it_says() {
        assertThat(read("resource-config.json")
                        .at("/resources/includes/0/pattern")
                        .textValue())
                .isEqualTo("\\Qkafka/kafka-version.properties\\E");
        assertThat(ProducerConfig.class.getResource("/kafka/kafka-version.properties"))
                .isNotNull();
    }

    private static void assertExists(Class<?> type, JsonNode method) throws ReflectiveOperationException {
        Class<?>[] parameters = new Class<?>[method.get("parameterTypes").size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = type(method.get("parameterTypes").get(i));
        }
        String name = method.get("name").textValue();
        assertThat(
                        name.equals("<init>")
                                ? type.getDeclaredConstructor(parameters)
                                : type.getDeclaredMethod(name, parameters))
                .isNotNull();
    }

    private static Class<?> type(JsonNode name) throws ClassNotFoundException {
        return name.textValue().equals("boolean") ? boolean.class : Class.forName(name.textValue());
    }

    private List<String> names() {
        return entries.stream().map(entry -> entry.get("name").textValue()).toList();
    }

    private static List<String> namesInSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> CLASS_NAME.matcher(text(file)).results())
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        }
    }

    private static Stream<String> classNames(ConfigDef.ConfigKey key) {
        if (key.defaultValue instanceof Class<?> type) {
            return Stream.of(type.getName());
        }
        return key.defaultValue instanceof Collection<?> list
                ? list.stream().map(String::valueOf).filter(name -> name.startsWith("org.apache.kafka."))
                : Stream.empty();
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String file) {
        try (InputStream content = NativeImageMetadataTest.class.getResourceAsStream(FOLDER + file)) {
            return new ObjectMapper().readTree(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
