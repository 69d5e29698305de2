package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestSchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"namespace", "base", "overlays/small", "overlays/production"})
    void every_rendered_manifest_satisfies_the_kubernetes_models(String kustomization) {
        Manifests manifests = Manifests.of(kustomization);

        assertThat(manifests.all()).isNotEmpty();
        assertThat(manifests.all())
                .flatMap(manifest ->
                        ManifestSchema.violation(manifest.json()).stream().toList())
                .isEmpty();
    }

    @Test
    void an_unknown_field_is_refused() {
        assertThat(violationAfter(
                        deployment -> ManifestTree.object(deployment, "spec").addProperty("replica", 2)))
                .contains("replica");
    }

    @Test
    void an_unknown_field_deep_in_a_container_is_refused() {
        assertThat(violationAfter(deployment -> ManifestTree.object(container(deployment), "readinessProbe")
                        .addProperty("periodSecond", 2)))
                .contains("periodSecond");
    }

    @Test
    void a_missing_field_is_refused() {
        assertThat(violationAfter(
                        deployment -> ManifestTree.object(deployment, "spec").remove("selector")))
                .contains("selector");
    }

    @Test
    void a_missing_field_deep_in_a_container_is_refused() {
        assertThat(violationAfter(deployment -> container(deployment).remove("name")))
                .contains("name");
    }

    @Test
    void a_value_of_the_wrong_type_is_refused() {
        assertThat(violationAfter(
                        deployment -> ManifestTree.object(deployment, "spec").addProperty("replicas", "three")))
                .contains("three");
    }

    @Test
    void a_wrong_kind_is_refused() {
        assertThat(violationAfter(deployment -> deployment.addProperty("kind", "Deploiment")))
                .contains("Deploiment");
    }

    @Test
    void a_wrong_version_is_refused() {
        assertThat(violationAfter(deployment -> deployment.addProperty("apiVersion", "apps/v1beta1")))
                .contains("apps/v1beta1");
    }

    private static JsonObject container(JsonObject deployment) {
        return new Manifest(deployment).containers().get(0);
    }

    private static String violationAfter(Consumer<JsonObject> change) {
        JsonObject deployment =
                Manifests.of("base").get("Deployment", "webcheck-query").json();
        change.accept(deployment);
        return ManifestSchema.violation(deployment).orElse("");
    }
}
