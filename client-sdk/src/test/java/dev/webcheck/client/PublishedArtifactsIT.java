package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** What a repository gets, and with it everybody who depends on the SDK. */
class PublishedArtifactsIT {

    @Test
    void the_pom_of_the_sdk_names_its_dependencies_with_versions_and_nothing_else() throws Exception {
        Element pom = pom("client-sdk");
        assertStandsAlone(pom);
        assertThat(dependencies(pom))
                .containsExactlyInAnyOrder(
                        "dev.webcheck:webcheck-event-contract:compile",
                        "org.apache.httpcomponents.client5:httpclient5:provided",
                        "com.fasterxml.jackson.core:jackson-core:compile",
                        "org.apache.kafka:kafka-clients:compile",
                        "org.slf4j:slf4j-api:compile",
                        "org.jspecify:jspecify:compile");
    }

    @Test
    void so_does_the_pom_of_the_event_contract() throws Exception {
        Element pom = pom("event-contract");
        assertStandsAlone(pom);
        assertThat(dependencies(pom))
                .containsExactlyInAnyOrder(
                        "com.fasterxml.jackson.core:jackson-core:compile",
                        "com.github.f4b6a3:uuid-creator:compile",
                        "org.jspecify:jspecify:compile");
    }

    @ParameterizedTest
    @CsvSource({
        "client-sdk, webcheck-client-sdk, dev.webcheck.client",
        "event-contract, webcheck-event-contract, dev.webcheck.event"
    })
    void the_jar_has_the_name_of_a_module(String module, String artifact, String expected) throws IOException {
        assertThat(ModuleFinder.of(jar(module, artifact)).findAll())
                .extracting(ModuleReference::descriptor)
                .singleElement()
                .satisfies(descriptor -> assertThat(descriptor.name()).isEqualTo(expected))
                .satisfies(descriptor -> assertThat(descriptor.isAutomatic()).isTrue());
    }

    @Test
    void the_jar_of_the_sdk_has_the_metadata_for_native_images() throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(jar("client-sdk", "webcheck-client-sdk"))) {
            assertThat(jar.getPath("META-INF/native-image/dev.webcheck/webcheck-client-sdk/reflect-config.json"))
                    .isNotEmptyFile();
        }
    }

    private static void assertStandsAlone(Element pom) {
        for (String unwanted : List.of("parent", "dependencyManagement", "repositories", "build", "profiles")) {
            assertThat(pom.getElementsByTagName(unwanted).getLength())
                    .as(unwanted)
                    .isZero();
        }
        assertThat(pom.getTextContent()).doesNotContain("quarkus").doesNotContain("${");
        assertThat(elements(pom, "dependency")).allSatisfy(dependency -> assertThat(text(dependency, "version"))
                .isNotBlank());
    }

    private static List<String> dependencies(Element pom) {
        return elements(pom, "dependency").stream()
                .map(dependency -> text(dependency, "groupId") + ":" + text(dependency, "artifactId") + ":"
                        + text(dependency, "scope"))
                .toList();
    }

    private static String text(Element element, String name) {
        return elements(element, name).get(0).getTextContent().trim();
    }

    private static List<Element> elements(Element element, String name) {
        var found = element.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }

    private static Element pom(String module) throws Exception {
        try (InputStream content = Files.newInputStream(Path.of("..", module, "target", ".flattened-pom.xml"))) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(content)
                    .getDocumentElement();
        }
    }

    private static Path jar(String module, String artifact) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", module, "target"))) {
            return files.filter(file -> file.getFileName().toString().matches(artifact + "-[\\d.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
