package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private static final JsonObject FILE =
            ManifestTree.documents(Manifests.ROOT.resolve("docker-compose.yml")).get(0);
    private static final JsonObject SERVICES = ManifestTree.object(FILE, "services");
    private static final Set<String> BUILT_HERE = Set.of("worker", "ingest", "query", "example");
    private static final Pattern STAGE = Pattern.compile("^FROM (\\S+) AS (\\S+)$", Pattern.MULTILINE);

    @Test
    void it_starts_the_same_parts_as_the_local_stack() {
        assertThat(SERVICES.keySet())
                .containsExactlyInAnyOrder("postgres", "kafka", "worker", "ingest", "query", "example");
    }

    @Test
    void it_uses_no_key_that_compose_1_29_refuses_and_none_that_compose_2_warns_of() {
        assertThat(FILE.keySet())
                .allMatch(key ->
                        key.startsWith("x-") || Set.of("services", "volumes").contains(key));
        services().forEach(service -> {
            assertThat(service.keySet()).doesNotContain("develop", "provider", "models", "env_file", "gpus");
            assertThat(ManifestTree.object(service, "healthcheck").keySet()).doesNotContain("start_interval");
            assertThat(ManifestTree.object(service, "build").keySet()).isSubsetOf("context", "target");
        });
    }

    @Test
    void every_port_is_bound_to_the_loopback_address() {
        assertThat(services().flatMap(service -> ManifestTree.texts(service, "ports").stream()))
                .hasSize(3)
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void the_worker_has_no_port_of_its_own_so_that_there_can_be_several() {
        assertThat(service("worker").has("ports")).isFalse();
        assertThat(service("worker").has("container_name")).isFalse();
    }

    @Test
    void whatever_ends_is_started_again_but_for_the_example() {
        assertThat(SERVICES.keySet()).allSatisfy(name -> assertThat(ManifestTree.text(service(name), "restart"))
                .isEqualTo(name.equals("example") ? "no" : "unless-stopped"));
    }

    @Test
    void everyone_waits_for_the_health_of_those_they_need() {
        assertThat(services()
                        .flatMap(service -> ManifestTree.object(service, "depends_on").asMap().entrySet().stream()))
                .allSatisfy(needed -> {
                    assertThat(SERVICES.keySet()).contains(needed.getKey());
                    assertThat(ManifestTree.text(needed.getValue().getAsJsonObject(), "condition"))
                            .isEqualTo("service_healthy");
                });
    }

    @Test
    void every_service_of_ours_is_a_stage_of_the_container_file_and_is_locked_down() {
        List<String> stages = stages().map(stage -> stage.group(2)).toList();
        assertThat(BUILT_HERE).allSatisfy(name -> {
            assertThat(stages).contains(ManifestTree.text(service(name), "build.target"));
            assertThat(ManifestTree.isTrue(service(name), "read_only")).isTrue();
            assertThat(ManifestTree.texts(service(name), "cap_drop")).containsExactly("ALL");
        });
    }

    @Test
    void the_images_of_others_are_pinned() {
        List<String> stages = stages().map(stage -> stage.group(2)).toList();
        assertThat(stages().map(stage -> stage.group(1)).filter(image -> !stages.contains(image)))
                .hasSize(2)
                .allMatch(image -> image.matches("[a-z-]+:\\d+\\.\\d+\\..*"));
        assertThat(ManifestTree.text(service("postgres"), "image")).matches("postgres:\\d+\\.\\d+");
        assertThat(ManifestTree.text(service("kafka"), "image")).matches("apache/kafka:\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void our_images_have_the_version_of_the_build() {
        String pom = text("pom.xml");
        Matcher version = Pattern.compile("<artifactId>webcheck-parent</artifactId>\\s*<version>(.*)</version>")
                .matcher(pom);
        assertThat(version.find()).isTrue();
        assertThat(BUILT_HERE).allSatisfy(name -> assertThat(ManifestTree.text(service(name), "image"))
                .isEqualTo("webcheck/" + ManifestTree.text(service(name), "build.target") + ":" + version.group(1)));
    }

    @Test
    void the_small_cluster_runs_the_same_images() {
        List<String> compose =
                services().map(service -> ManifestTree.text(service, "image")).toList();
        assertThat(Manifests.of("overlays/small").withPods().flatMap(ComposeFileTest::images))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(compose).contains(image));
    }

    @Test
    void the_production_cluster_runs_our_images_from_a_registry() {
        List<String> small = Manifests.of("overlays/small")
                .withPods()
                .flatMap(ComposeFileTest::images)
                .toList();
        assertThat(Manifests.of("overlays/production").withPods().flatMap(ComposeFileTest::images))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(small).contains(image.replaceFirst("^[^/]+/", "")));
    }

    private static Stream<String> images(Manifest manifest) {
        return manifest.containers().stream().map(container -> ManifestTree.text(container, "image"));
    }

    private static Stream<JsonObject> services() {
        return SERVICES.keySet().stream().map(ComposeFileTest::service);
    }

    private static JsonObject service(String name) {
        return ManifestTree.object(SERVICES, name);
    }

    private static Stream<MatchResult> stages() {
        return STAGE.matcher(text("Dockerfile")).results();
    }

    private static String text(String file) {
        Path path = Manifests.ROOT.resolve(file);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
